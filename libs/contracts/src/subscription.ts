import { z } from 'zod';
import { webhookBatchSchema } from './webhook.js';

/**
 * A webhook as the workers know it: one entry of an account's list in the cache.
 * The secret stays encrypted here; only the deliverer opens it, in memory.
 */
export const subscriptionSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  url: z.string(),
  isActive: z.boolean(),
  mask: z.int(),
  timeoutMs: z.int(),
  headers: z.record(z.string(), z.string()),
  /** Sealed secrets, the current one first; a second one only while a rotation overlaps. */
  sealedSecrets: z.array(z.string()),
  /** When the second secret ends (Unix ms): the list is not believed for longer. Absent while there is one. */
  secretEndsAtMs: z.int().optional(),
  /** What follows is absent for a webhook that does without it: most do, and nothing is spent on them. */
  filter: z.record(z.string(), z.unknown()).optional(),
  deviceIds: z.array(z.int()).optional(),
  shopIds: z.array(z.int()).optional(),
  maxPerSecond: z.int().optional(),
  batch: webhookBatchSchema.optional(),
  /** What it shares its endpoint by, when that is not the webhook at its URL: see `endpointKey`. */
  endpoint: z.string().optional(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;
export const subscriptionListSchema = z.array(subscriptionSchema);

/**
 * What an endpoint's breaker, share and rest are kept by: the webhook at its URL. With another URL it is another endpoint, of which nothing is
 * known yet. No URL has a space. What has an `endpoint` of its own shares it, whatever its URL.
 */
export function endpointKey({
  id,
  url,
  endpoint,
}: {
  id: string;
  url: string;
  endpoint?: string | undefined;
}): string {
  return endpoint ?? `${id} ${url}`;
}
