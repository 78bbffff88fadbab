import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';

interface UseDelivery {
  id: string;
  /** Of its event: one without an attempt is found by it. Empty when the address does not say. */
  eventId: string;
  /** A resend whose attempt is not in the log yet. */
  awaitedResendId: string | null;
}

/** A person waits for the answer to a resend; the stream tells of it, unless it is lost. */
const AWAITED_POLL_MS = 1_000;
/** While nothing was attempted the first attempt is a matter of seconds. */
const COMING_POLL_MS = 2_000;

/** A delivery with its attempts, read again while something is about to happen. */
export function useDelivery({ id, eventId, awaitedResendId }: UseDelivery) {
  return useQuery({
    queryKey: ['deliveries', 'one', id, eventId],
    queryFn: ({ signal }) =>
      api.get('/api/deliveries/{id}', { path: { id }, query: eventId === '' ? {} : { eventId }, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false;
      if (awaitedResendId !== null) {
        const isThere = data.attemptLog.some(({ resendId }) => resendId === awaitedResendId);
        return isThere ? false : AWAITED_POLL_MS;
      }
      return data.attempts === 0 ? COMING_POLL_MS : false;
    },
  });
}
