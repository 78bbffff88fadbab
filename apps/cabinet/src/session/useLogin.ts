import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { statusOf } from '../api/failure.js';
import { refreshQueries } from '../api/topRefresh.js';
import { identityQuery } from './identity.js';
import { sessionGate } from './sessionGate.js';

/** Logs in; what the page remembers of somebody else is forgotten. */
export function useLogin() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => api.post('/api/auth/login', { body }),
    onSuccess: (identity) => {
      const before = queryClient.getQueryData(identityQuery.queryKey);
      if (before && before.user.id !== identity.user.id) queryClient.clear();
      queryClient.setQueryData(identityQuery.queryKey, identity);
      sessionGate.renewed();
      refreshQueries(queryClient, {
        predicate: ({ queryKey }) => queryKey[0] !== identityQuery.queryKey[0],
      });
    },
  });
}

/** Logs out. The page is loaded anew, so nothing of the account stays in memory. */
export function useLogout() {
  return useMutation({
    mutationFn: async () => {
      try {
        await api.post('/api/auth/logout');
      } catch (error) {
        // There is no session to end any more: that is what was wanted.
        if (statusOf(error) !== 401) throw error;
      }
    },
    onSuccess: () => location.assign('/sign-in'),
  });
}
