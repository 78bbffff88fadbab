import { randomBytes } from 'node:crypto';
import type { Subscription } from '@kassahook/contracts/subscription';
import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import type { Logger } from '@kassahook/platform/logger';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { createInspectorStore } from '@kassahook/postgres/inspectorStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createCallQuota } from '@kassahook/redis/callQuota';
import { createInspectedRequests } from '@kassahook/redis/inspectedRequests';
import type { LivePublisher } from '@kassahook/redis/livePublisher';
import type { RedisConnection } from '@kassahook/redis/redis';
import type { ApiContext } from '../http/context.js';
import { createDelays } from './delays.js';
import { createInspectorLookup } from './inspectorLookup.js';
import { createReceiver, RECEIVER_PATH, type ReceivingInspector } from './receiver.js';
import type { Signer } from './signatureVerdict.js';

export const INSPECTOR_SETTING_NAMES = [
  'PUBLIC_URL',
  'INSPECTOR_URL',
  'INSPECTORS_PER_ACCOUNT_MAX',
  'INSPECTOR_REQUESTS_MAX',
  'INSPECTOR_BYTES_MAX',
  'INSPECTOR_AGE_HOURS',
  'INSPECTOR_REQUESTS_PER_MINUTE',
] as const satisfies readonly SettingName[];

export interface ComposeInspector {
  settings: Settings<(typeof INSPECTOR_SETTING_NAMES)[number]>;
  postgres: Postgres;
  redis: RedisConnection;
  secretBox: SecretBox;
  live: Pick<LivePublisher, 'tell'>;
  /** An account's webhooks, from the cache. */
  subscriptionsOf: (accountId: string) => Promise<readonly Subscription[]>;
  clock: Clock;
  logger: Logger;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Windows in which requests are counted: short, so that a sender waits seconds and not a minute. */
const QUOTA_WINDOW_MS = 10_000;
/** Each waiting answer holds a socket for up to 30 s. A deliverer has 20 requests to one endpoint in flight. */
const DELAYS = { perInspectorMax: 20, max: 200 };

/** Inspectors, put together: their store, what they took, and what stands at their addresses. */
export function composeInspector(deps: ComposeInspector) {
  const { settings, postgres, redis, secretBox, live, subscriptionsOf, clock, logger } = deps;
  const inspectors = createInspectorStore(postgres, {
    secretBox,
    inspectorsPerAccountMax: settings.INSPECTORS_PER_ACCOUNT_MAX,
  });
  const requests = createInspectedRequests({
    redis,
    clock,
    requestsMax: settings.INSPECTOR_REQUESTS_MAX,
    bytesMax: settings.INSPECTOR_BYTES_MAX,
    ageMaxMs: settings.INSPECTOR_AGE_HOURS * HOUR_MS,
  });
  const quota = createCallQuota({
    redis,
    name: 'inspector',
    max: Math.ceil((settings.INSPECTOR_REQUESTS_PER_MINUTE * QUOTA_WINDOW_MS) / MINUTE_MS),
    windowMs: QUOTA_WINDOW_MS,
    clock,
  });
  const lookup = createInspectorLookup({ load: (addressHash) => inspectors.byAddress(addressHash) });
  const delays = createDelays(DELAYS);

  async function signersOf(
    { accountId, webhookId }: ReceivingInspector,
    addressSecret: string,
  ): Promise<Signer[]> {
    const pathname = `${RECEIVER_PATH}${addressSecret}`;
    const pointing = (await subscriptionsOf(accountId)).filter(
      ({ id, url }) => id === webhookId || (URL.canParse(url) && new URL(url).pathname === pathname),
    );
    return pointing.map(({ id, sealedSecrets }) => ({
      webhookId: id,
      secrets: sealedSecrets.map((sealed) => secretBox.open(sealed)),
    }));
  }

  const receive = createReceiver({
    find: (addressHash) => lookup.find(addressHash),
    takeQuota: (inspectorId) => quota.take(inspectorId),
    signersOf,
    keep: (inspectorId, request) => requests.add(inspectorId, request),
    tell: (accountId, fact) => live.tell(accountId, fact),
    delays,
    clock,
    logger,
  });

  return {
    receive,
    stop: () => delays.stop(),
    routeDeps: {
      inspectors,
      requests,
      forget: (addressHash: string) => lookup.forget(addressHash),
      newSecret: () => randomBytes(32).toString('base64url'),
      origins(ctx: ApiContext) {
        const api = withoutSlash(settings.PUBLIC_URL || `${ctx.protocol}://${ctx.host}`);
        return { api, receiver: withoutSlash(settings.INSPECTOR_URL) || api };
      },
    },
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
