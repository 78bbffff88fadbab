import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';

/** All webhooks of the account: a catalogue of one page. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'all'],
  queryFn: ({ signal }) => api.get('/api/webhooks', { signal }),
});

/** One webhook with all of its options. */
export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => api.get('/api/webhooks/{id}', { path: { id }, signal }),
  });

/** Whether it answers, since when it does not, and until when we try. */
export const webhookHealthQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'health', id],
    queryFn: ({ signal }) => api.get('/api/webhooks/{id}/health', { path: { id }, signal }),
  });

/** How every webhook of the account is, and its last 24 hours, in one answer. */
export const webhooksHealthQuery = queryOptions({
  queryKey: ['webhooks', 'overview'],
  queryFn: ({ signal }) => api.get('/api/webhooks/health', { signal }),
});

/** Attempts of the last 24 hours, by the hour. */
export const webhookDayQuery = (id: string) =>
  queryOptions({
    queryKey: ['stats', 'webhookDay', id],
    queryFn: ({ signal }) =>
      api.get('/api/webhooks/{id}/stats', { path: { id }, query: { step: 'hour' }, signal }),
  });
