import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** Who is logged in. Asked once; a changed role shows itself with the next visit, and the API refuses before that. */
export const identityQuery = queryOptions({
  queryKey: ['identity'],
  queryFn: () => api.get('/api/auth/session'),
  staleTime: Infinity,
});

/** The person and the account; only below the shell, which has asked already. */
export function useIdentity() {
  return useSuspenseQuery(identityQuery).data;
}

/** Whether the role allows what a scope stands for: buttons that the API would refuse are not offered. */
export function useMay(scope: 'write' | 'webhooks' | 'account'): boolean {
  return useIdentity().scopes.includes(scope);
}
