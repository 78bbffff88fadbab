import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { identityQuery } from '../session/identity.js';
import { sessionGate } from '../session/sessionGate.js';
import { statusOf } from './failure.js';

/** What was shown may be this old before looking at it again asks anew; what is live is told sooner by the stream. */
const FRESH_MS = 15_000;

/**
 * Creates the memory of what the API answered. The client retries by itself, so the queries do not. An answer 401 to somebody who was
 * logged in says that the session is over, wherever it comes.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    const wasLoggedIn = queryClient.getQueryData(identityQuery.queryKey) !== undefined;
    if (wasLoggedIn && statusOf(error) === 401) sessionGate.expired();
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: false },
      mutations: { retry: false },
    },
  });
  return queryClient;
}
