import { isCallback } from '@kassahook/contracts/event';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { ReadRests } from '../stats/readRests.js';
import { callbackUrlsOf, type ReadCallbackUrls } from './callbackUrls.js';
import type { Delivery } from './delivery.js';
import type { DeliveryPlaces } from './presentDelivery.js';

export interface ReadPlacesDeps {
  readCallbackUrls: ReadCallbackUrls;
  readRests: ReadRests;
}

/** What is known of the places that these deliveries go to. All must be of one account. */
export type ReadPlaces = (deliveries: readonly Delivery[]) => Promise<DeliveryPlaces>;

/** Creates the look at where deliveries go: what a page of them needs, however many there are. */
export function createReadPlaces({ readCallbackUrls, readRests }: ReadPlacesDeps): ReadPlaces {
  return async function readPlaces(deliveries) {
    const callbackUrls = await callbackUrlsOf(deliveries, readCallbackUrls);
    const waiting = deliveries.filter(({ log }) => deliveryStateOf(log) === 'waiting');
    const places = new Map(
      waiting
        // Of an operation that is not stored any more nobody knows where its callback went.
        .filter((one) => !isCallback(one) || callbackUrls.has(one.webhookId))
        .map(({ webhookId }) => [webhookId, { webhookId, callbackUrl: callbackUrls.get(webhookId) }]),
    );
    const rests = await readRests(waiting[0]?.accountId ?? '', [...places.values()]);
    return { callbackUrls, rests };
  };
}
