import { isCallback } from '@kassahook/contracts/event';
import type { Delivery } from './delivery.js';

/** Addresses by operation, of those that have a callback. */
export type ReadCallbackUrls = (operationIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
/** What of a delivery tells whether it goes to a callback. */
type Addressed = Pick<Delivery, 'type' | 'webhookId' | 'entityId'>;

/** Where the callbacks among these deliveries go: one read by key, none when no operation is among them. */
export async function callbackUrlsOf(
  deliveries: readonly Addressed[],
  readCallbackUrls: ReadCallbackUrls,
): Promise<ReadonlyMap<string, string>> {
  const operationIds = [...new Set(deliveries.filter(isCallback).map(({ entityId }) => entityId))];
  return operationIds.length === 0 ? new Map() : readCallbackUrls(operationIds);
}
