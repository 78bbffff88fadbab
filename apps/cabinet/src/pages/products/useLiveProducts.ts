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
import { isRemovedHere, noteMadeAgain } from './removedHere.js';

/** More than these at once are an import: the catalogue is read anew. */
const ONE_BY_ONE_MAX = 20;

/** What is to be done about a product that something was told of. */
type Wish = 'read' | 'remove';
interface Wishes {
  byId: Map<string, Wish>;
  isAll: boolean;
}
const noWishes = (): Wishes => ({ byId: new Map(), isAll: false });

/** Keeps the catalogue as it is: a product that changes is read alone, one that is deleted goes. @param readAll stable */
export function useLiveProducts(queryKey: QueryKey, readAll: () => Promise<unknown>): void {
  const queryClient = useQueryClient();
  const wanted = useRef(noWishes());
  const refresh = useThrottledRefresh(
    useCallback(async () => {
      const { byId, isAll } = wanted.current;
      wanted.current = noWishes();
      try {
        if (isAll || byId.size > ONE_BY_ONE_MAX) {
          await readAll();
          return;
        }
        const changed = new Map(await Promise.all([...byId].map(asItIs)));
        await untilRead(queryClient, queryKey);
        queryClient.setQueryData<ProductPages>(queryKey, (before) => before && withProducts(before, changed));
      } catch (error) {
        const later = wanted.current;
        wanted.current = { byId: new Map([...byId, ...later.byId]), isAll: isAll || later.isAll };
        throw error;
      }
    }, [queryClient, queryKey, readAll]),
  );
  useLive(
    useCallback(
      ({ kind, data }: LiveMessage) => {
        if (kind === 'more' || kind === 'reconnected') wanted.current.isAll = true;
        else if (kind === 'event' && data['type'] === 'PRODUCT')
          note(wanted.current.byId, String(data['entityId']), data['action']);
        else return;
        refresh();
      },
      [refresh],
    ),
  );
}

/** What is told comes in any order: of a product that was deleted only a creation is news, as clients may choose its id again. */
function note(byId: Map<string, Wish>, id: string, action: unknown): void {
  if (action === 'CREATE') noteMadeAgain(id);
  if (action === 'DELETE') byId.set(id, 'remove');
  else if (action === 'CREATE' || byId.get(id) !== 'remove') byId.set(id, 'read');
}

async function asItIs([id, wish]: [string, Wish]): Promise<[string, Product | null]> {
  if (wish === 'remove' || isRemovedHere(id)) return [id, null];
  try {
    return [id, await api.get('/api/products/{id}', { path: { id } })];
  } catch (error) {
    if (statusOf(error) === 404) return [id, null];
    throw error;
  }
}
