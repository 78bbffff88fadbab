import { eventHintSchema } from '@kassahook/contracts/messages';
import { parseMessage } from '@kassahook/contracts/parseMessage';
import { toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { TakenHint } from './hintBatcher.js';

/** A message as the queue hands it over, and the ways it may be settled: exactly one of them. */
export interface TakenMessage {
  body: Buffer;
  ack(): void;
  requeue(): void;
}

export interface TakeHintDeps {
  add: (taken: TakenHint) => void;
  /** Publishes what no schema knows to the dead queue, with the reason; confirmed. */
  bury: (body: Buffer, reason: string) => Promise<void>;
  onBroken: () => void;
  logger: Logger;
}

/** Creates the function that parses a hint and gives it to the batcher; what cannot be read goes to the dead queue. */
export function createTakeHint({ add, bury, onBroken, logger }: TakeHintDeps) {
  return function take(message: TakenMessage): void {
    const parsed = parseMessage(eventHintSchema, message.body.toString('utf8'));
    if ('message' in parsed)
      return add({ hint: parsed.message, done: () => message.ack(), giveBack: () => message.requeue() });
    onBroken();
    logger.error({ reason: parsed.reason }, 'message.broken');
    bury(message.body, parsed.reason).then(
      () => message.ack(),
      (error: unknown) => {
        logger.warn({ err: toError(error) }, 'message.bury_failed');
        message.requeue();
      },
    );
  };
}
