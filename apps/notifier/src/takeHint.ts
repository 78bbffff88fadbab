import { hintMessageSchema, type EventHint } from '@kassahook/contracts/messages';
import { parseMessage } from '@kassahook/contracts/parseMessage';
import { toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { TakenHint } from './hintBatcher.js';

/** A message as the queue hands it over. */
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

/**
 * Creates the function that parses a message's hints and gives them to the batcher; what cannot be read goes to the dead queue.
 * It rejects for a message that could not be worked on: the queue counts that, and its limit ends in `dead`.
 */
export function createTakeHint({ add, bury, onBroken, logger }: TakeHintDeps) {
  return async function take(message: TakenMessage): Promise<void> {
    const parsed = parseMessage(hintMessageSchema, message.body.toString('utf8'));
    if ('reason' in parsed) {
      await bury(message.body, parsed.reason);
      onBroken();
      logger.error({ reason: parsed.reason }, 'message.broken');
    } else {
      const hints = parsed.message.v === 1 ? [parsed.message] : parsed.message.hints;
      // All of them, also when one failed: those that are done find their outbox empty when the message comes again.
      const ends = await Promise.allSettled(hints.map(fannedOut));
      const failure = ends.find((end) => end.status === 'rejected');
      if (failure) throw toError(failure.reason);
      if (ends.some((end) => end.status === 'fulfilled' && end.value === 'back')) {
        message.requeue();
        return;
      }
    }
    message.ack();
  };

  function fannedOut(hint: EventHint): Promise<'done' | 'back'> {
    return new Promise((resolve, reject) =>
      add({ hint, done: () => resolve('done'), putBack: () => resolve('back'), giveBack: reject }),
    );
  }
}
