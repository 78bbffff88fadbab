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
  /** What it shares its endpoint by, when that is not the webhook at its URL: see `endpointOf`. */
  endpoint: z.string().optional(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;
export const subscriptionListSchema = z.array(subscriptionSchema);

/** Where requests go: whose address it is, and which. */
export interface Endpoint {
  id: string;
  url: string;
}

/** The endpoint of a subscription: the webhook at its URL, or what it shares with others, whatever their URLs. */
export function endpointOf({ id, url, endpoint }: Endpoint & { endpoint?: string | undefined }): Endpoint {
  return { id: endpoint ?? id, url: endpoint ?? url };
}

/** What all callbacks of an account to one host share: their URLs differ with each order. @param url of one of them */
export function callbackEndpoint(accountId: string, url: string): string {
  return `callback:${accountId}:${new URL(url).origin}`;
}

/** What an endpoint's rest is told by: with another URL it is another endpoint, of which nothing is known yet. No URL has a space. */
export function endpointKey({ id, url }: Endpoint): string {
  return `${id} ${url}`;
}
