import type { Attempt } from '@kassahook/contracts/attempt';
import { BATCH_EVENTS_MAX, type BatchMessage, type DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { idOf } from './attemptOf.js';
import { batchOf } from './batches.js';
import type { BatchEnds, BatchStations } from './batchStations.js';
import type { Deliver } from './deliver.js';
import type { DeliveryEnd } from './deliveryEnd.js';
import { createGatherer } from './gatherer.js';
import type { Stations } from './stations.js';

export interface GatherDeliveryDeps {
  webhookOf: (message: DeliveryMessage) => Promise<Subscription | undefined>;
  loggedAttempt: (attemptId: string) => Promise<Attempt | null>;
  deliver: Deliver;
  deliverBatch: (batch: BatchMessage, redelivered: boolean) => Promise<BatchEnds>;
  stations: Pick<Stations, 'follow'>;
  batchStations: Pick<BatchStations, 'follow'>;
  /** Does the queue of batches hand out nothing more until something is settled? */
  isFull: () => boolean;
}

/** A delivery that gathers, with its attempt when that was logged before. */
interface Gathered {
  message: DeliveryMessage;
  logged: Attempt | null;
}

/** After a crash the messages of a batch come again within a moment; what they have to be followed by is one batch again. */
const FOLLOW_WAIT_MS = 1_000;
/** A body that does not travel in the message has more than 32 KB; how much more is known when it is read. */
const UNKNOWN_CHARS = 256 * 1024;

/**
 * Creates the intake of the queue of batches: a first attempt waits, unacked, with others of its webhook, and ends as its batch ends.
 * Whatever is not for a batch (any more) goes alone.
 */
export function createGatherDelivery(deps: GatherDeliveryDeps) {
  const { webhookOf, loggedAttempt, deliver, deliverBatch, stations, batchStations, isFull } = deps;
  const gatherer = createGatherer<Gathered, DeliveryEnd>({ send, isFull });

  async function gather(message: DeliveryMessage, redelivered: boolean): Promise<DeliveryEnd> {
    const webhook = await webhookOf(message);
    const isFirst = message.attempt === 1 && message.trigger === 'schedule';
    if (!webhook?.isActive || webhook.batch === undefined || !isFirst) {
      // Batches were switched off, or the webhook: what has gathered need not wait for more.
      gatherer.close(message.webhookId);
      return deliver(message, redelivered);
    }
    const repeat = redelivered || message.repeat;
    if (repeat || message.parks > 0) {
      const logged = await loggedAttempt(idOf(message));
      if (logged && (logged.batchId === undefined || logged.nextAttemptAt === null)) {
        return stations.follow(logged, message);
      }
      if (logged) {
        const limits = { maxEvents: BATCH_EVENTS_MAX, maxWaitMs: FOLLOW_WAIT_MS };
        const key = `${webhook.id}:${logged.batchId}`;
        return gatherer.add(key, { item: { message, logged }, chars: 0 }, limits);
      }
    }
    const item = { message: repeat === message.repeat ? message : { ...message, repeat }, logged: null };
    return gatherer.add(webhook.id, { item, chars: message.body?.length ?? UNKNOWN_CHARS }, webhook.batch);
  }

  async function send(items: [Gathered, ...Gathered[]]): Promise<DeliveryEnd[]> {
    const [first, ...more] = items.map(({ message }) => message);
    if (!first) return [];
    const batch = batchOf([first, ...more]);
    const known = items.flatMap(({ logged }, index) => {
      const delivery = batch.deliveries[index];
      return logged && delivery ? [{ delivery, logged }] : [];
    });
    // Under one key either all are logged or none is.
    const ends =
      known.length > 0 ? await batchStations.follow(batch, known) : await deliverBatch(batch, false);
    return items.flatMap(({ message }) => ends.get(message.deliveryId) ?? []);
  }

  return { gather, closeAll: () => gatherer.closeAll() };
}
