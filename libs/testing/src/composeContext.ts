import { readSettings, type SettingName } from '@kassahook/platform/env';
import { PROCESS_SETTINGS, type ComposeContext } from '@kassahook/platform/lifecycle';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createMetrics } from '@kassahook/platform/metrics';

/** A key for tests: sealing works, nothing is secret. */
const TEST_SECRET_KEYS = `test1:${Buffer.alloc(32, 1).toString('base64')}`;

/** What every process of a test reads, unless the test says otherwise. */
export const TEST_ENVIRONMENT: Readonly<Record<string, string>> = {
  SECRET_KEYS: TEST_SECRET_KEYS,
  API_PORT: '0',
  OUTGOING_ALLOWED_CIDRS: '127.0.0.0/8',
  OUTGOING_PORTS: '1-65535',
  // A busy machine is not a dead Redis; tests of a dead one cut its connection, or say how long they wait.
  REDIS_COMMAND_TIMEOUT_MS: '2000',
};

/** What a composition root gets in a test: the same as in production, with other URLs, a silent log and no default metrics. */
export function testContext<Name extends SettingName>(
  name: string,
  settings: readonly Name[],
  environment: Readonly<Record<string, string>>,
): ComposeContext<Name> & { failures: Error[] } {
  const failures: Error[] = [];
  const read = readSettings([...settings, ...PROCESS_SETTINGS], { ...TEST_ENVIRONMENT, ...environment });
  return {
    settings: read,
    logger: createSilentLogger(),
    metrics: createMetrics({ process: name, defaults: false }),
    worker: read.WORKER_NAME || `${name}-test`,
    fail: (error) => void failures.push(error),
    failures,
  };
}
