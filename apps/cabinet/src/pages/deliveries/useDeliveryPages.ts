import { useCallback, useMemo } from 'react';
import type { components } from '@kassahook/client';
import { api } from '../../api/client.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import type { LiveMessage } from '../../live/liveFeed.js';
import { useLiveRefresh } from '../../live/useLiveRefresh.js';
import type { DeliveryQuery } from './deliveryFilters.js';

export type Delivery = components['schemas']['Delivery'];

const PAGE_ROWS = 50;
const rowKey = ({ id }: Delivery): string => id;

/** Deliveries that fit, page by page, kept fresh by the stream. @param query null when nothing can fit */
export function useDeliveryPages(query: DeliveryQuery | null) {
  // Text, so that the same filters are the same key however they were put together.
  const spelled = JSON.stringify(query);
  const wanted = useMemo(() => JSON.parse(spelled) as DeliveryQuery | null, [spelled]);
  // Not `deliveries`: that would read every page again at each message; here only the top is.
  const queryKey = useMemo(() => ['deliveryList', spelled], [spelled]);
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const answer = await api.answer.get('/api/deliveries', {
        query: { ...wanted, limit: PAGE_ROWS, subjects: 'true', ...(before !== undefined && { before }) },
        signal,
      });
      return pageOf<Delivery>(answer, answer.body);
    },
    [wanted],
  );
  const pages = usePages({ queryKey, load, rowKey, isEnabled: wanted !== null });
  const concerns = useCallback(
    ({ kind, data }: LiveMessage) => {
      if (kind !== 'delivery') return false;
      return wanted?.webhookId === undefined || wanted.webhookId === data['webhookId'];
    },
    [wanted],
  );
  useLiveRefresh(pages.refreshTop, concerns);
  return pages;
}
