import { createBatchStations } from './batchStations.js';
import { batchText } from './batches.js';
import { createDeliver, type DeliverDeps } from './deliver.js';
import { createDeliverBatch, type DeliverBatchDeps } from './deliverBatch.js';
import { createGatherDelivery } from './gatherDelivery.js';
import { createStations, type StationsDeps, type WaitingPlace } from './stations.js';

export type AttemptingDeps = Omit<StationsDeps, 'publishLater'> &
  Omit<DeliverDeps, 'stations' | 'webhookOf'> &
  Pick<DeliverBatchDeps, 'webhookOf'> & {
    postBatch: DeliverBatchDeps['post'];
    /** Publishes the text of a message to a waiting queue, confirmed. */
    publishText: (text: string, place: WaitingPlace & { messageId: string }) => Promise<void>;
    /** Does the queue of batches hand out nothing more until something is settled? */
    isBatchIntakeFull: () => boolean;
    /** The webhook or the callback that a delivery goes to. */
    endpointOf: DeliverDeps['webhookOf'];
  };

/** What may be done with a message, put together: one delivery, a batch, one delivery that waits for company. */
export function createAttempting(deps: AttemptingDeps) {
  const { publishText, loggedAttempt, endpointOf } = deps;
  const stations = createStations({
    ...deps,
    publishLater: (message, place) =>
      publishText(JSON.stringify(message), { ...place, messageId: message.deliveryId }),
  });
  const batchStations = createBatchStations({
    ...deps,
    publishLater: (batch, place) => publishText(batchText(batch), { ...place, messageId: batch.batchId }),
  });
  const deliver = createDeliver({ ...deps, webhookOf: endpointOf, stations });
  const deliverBatch = createDeliverBatch({
    ...deps,
    post: deps.postBatch,
    stations,
    batchStations,
    deliver,
  });
  const { gather, closeAll } = createGatherDelivery({
    webhookOf: endpointOf,
    loggedAttempt,
    deliver,
    deliverBatch,
    stations,
    batchStations,
    isFull: deps.isBatchIntakeFull,
  });
  return { deliver, deliverBatch, gather, closeGathers: closeAll };
}
