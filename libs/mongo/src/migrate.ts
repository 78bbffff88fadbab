import type { Logger } from '@kassahook/platform/logger';
import { ATTEMPT_INDEXES, ATTEMPTS_COLLECTION } from './attemptStore.js';
import { DELIVERY_READ_INDEXES } from './deliveryReads.js';
import { EVENT_READ_INDEXES } from './eventReads.js';
import { EVENT_INDEXES, EVENTS_COLLECTION } from './eventStore.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';

/**
 * Creates the indexes that the code declares. Safe to run again and beside a running system: an index that is there stays.
 * @throws AppError `MONGO_FAILED`, retryable; an index that exists with other options also ends so, with MongoDB's cause
 */
export async function migrateMongo(mongo: Mongo, logger: Logger): Promise<void> {
  await mongo.connect();
  await asStoreCall('creating indexes', async () => {
    const { receipt, shift, encashment, operation } = mongo.models;
    for (const model of [receipt, shift, encashment, operation]) {
      await model.createIndexes();
      logger.info({ collection: model.collection.name }, 'mongo.migrated');
    }
    for (const [name, indexes] of [
      [EVENTS_COLLECTION, [...EVENT_INDEXES, ...EVENT_READ_INDEXES]],
      [ATTEMPTS_COLLECTION, [...ATTEMPT_INDEXES, ...DELIVERY_READ_INDEXES]],
    ] as const) {
      await mongo
        .db()
        .collection(name)
        .createIndexes([...indexes]);
      logger.info({ collection: name }, 'mongo.migrated');
    }
  });
}
