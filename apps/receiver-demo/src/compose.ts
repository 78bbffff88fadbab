import type { AddressInfo } from 'node:net';
import { systemClock } from '@kassahook/platform/clock';
import type { SettingName } from '@kassahook/platform/env';
import type { ComposeContext, Composed } from '@kassahook/platform/lifecycle';
import { createReceiver } from './receiver.js';
import { createSignatureCheck } from './signatureCheck.js';

export const RECEIVER_DEMO_SETTINGS = [
  'RECEIVER_PORT',
  'RECEIVER_SECRETS',
] as const satisfies readonly SettingName[];

export interface ReceiverDemo extends Composed {
  /** Where it listens, after the start. */
  url(): string;
}

/** The demo receiver, put together: HTTP server → signature → known? → a line in the terminal. */
export function composeReceiverDemo(
  context: ComposeContext<(typeof RECEIVER_DEMO_SETTINGS)[number]>,
  print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): ReceiverDemo {
  const { settings, logger, metrics, fail } = context;
  const requests = metrics.counter('kassahook_receiver_requests_total', 'requests by what they were', [
    'reception',
  ]);
  const server = createReceiver({
    isSigned: createSignatureCheck(settings.RECEIVER_SECRETS),
    print,
    clock: systemClock,
    logger,
    onReception: (reception) => requests.inc({ reception }),
  });
  const url = () => `http://${settings.HOST}:${(server.address() as AddressInfo).port}`;

  return {
    async start() {
      if (settings.RECEIVER_SECRETS.length === 0) logger.warn('receiver.no_secrets');
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(settings.RECEIVER_PORT, settings.HOST, resolve);
      });
      server.on('error', fail);
      logger.info({ url: url() }, 'receiver.listening');
    },
    /** Answers what has come, then closes. */
    async stop() {
      if (!server.listening) return;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
    checks: {},
    url,
  };
}
