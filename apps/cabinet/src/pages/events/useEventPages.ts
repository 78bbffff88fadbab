import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { useCallback } from 'react';
import { api } from '../../api/client.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import { instantOf } from '../../format/dayRange.js';
import { useLiveTop } from '../../live/useLiveTop.js';
import { anyText, isDate, oneOf } from '../../ui/filterChecks.js';

const PAGE_ROWS = 100;

/** The filters of the journal of events, as the page's address has them; empty is no filter. */
export const EVENT_FILTERS = {
  type: oneOf(ENTITY_TYPES),
  action: oneOf(ACTIONS),
  entityId: anyText,
  from: isDate,
  to: isDate,
};
export type EventFilterValues = Readonly<Record<keyof typeof EVENT_FILTERS, string>>;

/** The journal of events, newest first; what happens now is put on top. */
export function useEventPages({ type, action, entityId, from, to }: EventFilterValues) {
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const chosenType = ENTITY_TYPES.find((one) => one === type);
      const chosenAction = ACTIONS.find((one) => one === action);
      const [start, end] = [instantOf(from, 'start'), instantOf(to, 'end')];
      const answer = await api.answer.get('/api/events', {
        signal,
        query: {
          limit: PAGE_ROWS,
          ...(chosenType && { type: chosenType }),
          ...(chosenAction && { action: chosenAction }),
          ...(entityId !== '' && { entityId }),
          ...(start !== undefined && { from: start }),
          ...(end !== undefined && { to: end }),
          ...(before !== undefined && { before }),
        },
      });
      return pageOf(answer, answer.body);
    },
    [type, action, entityId, from, to],
  );
  const pages = usePages({
    queryKey: ['journal', 'events', type, action, entityId, from, to],
    load,
    rowKey: keyOf,
  });
  useLiveTop(null, pages.refreshTop);
  return pages;
}

function keyOf({ id }: { id: string }): string {
  return id;
}
