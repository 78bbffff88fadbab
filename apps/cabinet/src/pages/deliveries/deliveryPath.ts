/** The parameter that names the event of the delivery that is open; `event` is the list's filter. */
export const EVENT_OF_OPEN = 'of';

interface LinkedDelivery {
  id: string;
  eventId: string;
  attempts: number;
}

/**
 * Where a delivery is shown. One without an attempt is in no log: the API finds it by its event, so the address names that as well.
 * @param search of the list that it is opened from, with its question mark
 */
export function deliveryPath(
  { id, eventId, attempts }: LinkedDelivery,
  { list = '/deliveries', search = '' }: { list?: string; search?: string } = {},
): string {
  const params = new URLSearchParams(search);
  params.delete(EVENT_OF_OPEN);
  if (attempts === 0) params.set(EVENT_OF_OPEN, eventId);
  const text = params.toString();
  return `${list}/${id}${text === '' ? '' : `?${text}`}`;
}
