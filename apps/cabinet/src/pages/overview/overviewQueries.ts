import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { localDay } from '../../format/dayRange.js';
import { identityQuery } from '../../session/identity.js';

/** What is of today begins where the browser's day does. */
function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Sales of a local day; after midnight "today's" are others. */
export const salesTodayQuery = (today: string) => {
  const timeZone = zone();
  return queryOptions({
    queryKey: ['sales', 'today', timeZone, today],
    queryFn: () => api.get('/api/reports/sales', { query: { timeZone } }),
  });
};

/** How the account's webhooks do; what was delivered is of a local day. */
export const webhooksTodayQuery = (today: string) => {
  const timeZone = zone();
  return queryOptions({
    queryKey: ['webhooks', 'overview', timeZone, today],
    queryFn: () => api.get('/api/webhooks/health', { query: { timeZone } }),
  });
};

export const allRegistersQuery = queryOptions({
  queryKey: ['devices', 'all'],
  queryFn: () => api.get('/api/devices'),
});

/**
 * Asks for everything that the first view shows, beside who is there and while the page is still being put together: the frame takes a slow
 * CPU as long as the answers take to come. Who has no session is sent to log in before there is a page (apps/api/src/cabinet); one that
 * has ended is refused each of them.
 */
export function askForFirstView(queryClient: QueryClient): void {
  const today = localDay(new Date());
  // What fails here is asked for again, and told, by the page that shows it.
  const ignored = (): undefined => undefined;
  queryClient.query(identityQuery).catch(ignored);
  queryClient.query(salesTodayQuery(today)).catch(ignored);
  queryClient.query(webhooksTodayQuery(today)).catch(ignored);
  queryClient.query(allRegistersQuery).catch(ignored);
}
