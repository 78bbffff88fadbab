import type { components } from '@kassahook/client';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';

/** An inspector as the API shows it. */
export type Inspector = components['schemas']['CreateInspectorAnswer'];
export type InspectorAnswer = Inspector['answer'];
/** A request that it took. */
export type InspectedRequest = components['schemas']['GetInspectedRequestAnswer'];

/** All inspectors of the account: there are few. */
export const inspectorsQuery = queryOptions({
  queryKey: ['inspectors', 'all'],
  queryFn: ({ signal }) => api.get('/api/inspectors', { signal }),
});

export const inspectorQuery = (id: string) =>
  queryOptions({
    queryKey: ['inspectors', 'one', id],
    queryFn: ({ signal }) => api.get('/api/inspectors/{id}', { path: { id }, signal }),
  });
