import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { api } from '../../api/client.js';
import { statusOf } from '../../api/failure.js';
import { untilRead } from '../../api/topRefresh.js';
import type { LiveMessage } from '../../live/liveFeed.js';
import { useLive } from '../../live/LiveProvider.js';
import { useThrottledRefresh } from '../../live/useThrottledRefresh.js';
import type { Product } from './productDraft.js';
import { withProducts, type ProductPages } from './productPages.js';

/** More than these at once are an import: the catalogue is read anew. */
const ONE_BY_ONE_MAX = 20;

/** Keeps the catalogue as it is: a product that changes is read alone. @param readAll stable */
export function useLiveProducts(queryKey: QueryKey, readAll: () => Promise<unknown>): void {
  const queryClient = useQueryClient();
  const wanted = useRef({ ids: new Set<string>(), isAll: false });
  const refresh = useThrottledRefresh(
    useCallback(async () => {
      const { ids, isAll } = wanted.current;
      wanted.current = { ids: new Set(), isAll: false };
      try {
        if (isAll || ids.size > ONE_BY_ONE_MAX) {
          await readAll();
          return;
        }
        const changed = new Map(await Promise.all([...ids].map(readOne)));
        await untilRead(queryClient, queryKey);
        queryClient.setQueryData<ProductPages>(queryKey, (before) => before && withProducts(before, changed));
      } catch (error) {
        wanted.current = { ids: new Set([...ids, ...wanted.current.ids]), isAll };
        throw error;
      }
    }, [queryClient, queryKey, readAll]),
  );
  useLive(
    useCallback(
      ({ kind, data }: LiveMessage) => {
        if (kind === 'more' || kind === 'reconnected') wanted.current.isAll = true;
        else if (kind === 'event' && data['type'] === 'PRODUCT')
          wanted.current.ids.add(String(data['entityId']));
        else return;
        refresh();
      },
      [refresh],
    ),
  );
}

async function readOne(id: string): Promise<[string, Product | null]> {
  try {
    return [id, await api.get('/api/products/{id}', { path: { id } })];
  } catch (error) {
    if (statusOf(error) === 404) return [id, null];
    throw error;
  }
}
