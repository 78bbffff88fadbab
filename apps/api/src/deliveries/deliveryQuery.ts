import { z } from 'zod';
import { DELIVERY_STATES } from '@kassahook/contracts/attempt';

/** A place in a list of attempts, newest first: everything before this attempt. */
export interface AttemptPlace {
  at: Date;
  /** Empty: everything before the instant. */
  id: string;
}

/** Each delivery of a page costs a read of its attempts. */
const DELIVERIES_MAX = 200;

/** `<instant>` or `<instant>_<attempt>`: the latter is what a page gives for the next one. */
const place = z.string().transform((text, context): AttemptPlace => {
  const [instant = '', id = ''] = text.split('_', 2);
  const parsed = z.iso.datetime({ offset: true }).safeParse(instant);
  if (!parsed.success) context.addIssue({ code: 'custom', message: 'must be an instant in ISO 8601' });
  return { at: new Date(instant), id };
});

/** The query of `GET /api/deliveries`. */
export const deliveryQuery = z.object({
  webhookId: z.guid('must be a UUID').transform((id) => id.toLowerCase()),
  state: z.enum(DELIVERY_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(DELIVERIES_MAX).default(50),
  before: place.optional(),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

/** A place as `before` takes it. */
export function placeText({ at, id }: AttemptPlace): string {
  return `${at.toISOString()}_${id}`;
}
