import { randomBytes } from 'node:crypto';
import type { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret } from '@kassahook/sender/signature';

const DESCRIPTION = 'Приёмник из демо: слышит всё';
/** What it was called before: a demo that was begun then goes on with it. */
const OLD_DESCRIPTION = 'the demo receiver: hears everything';
const EVERYTHING = {
  products: true,
  devices: true,
  encashments: true,
  receipts: true,
  shifts: true,
  operations: true,
  deviceRegistrations: true,
};

export interface SeededWebhook {
  webhookId: string;
  /** As it is stored now: its owner may have rotated it. */
  webhookSecret: string;
}

/**
 * The webhook of the demo receiver, pointed at where the receiver is now. It is the one of the last run or, when that is not known or
 * gone, one with its description; else one is made. Never two: each event would be heard twice.
 */
export async function seedWebhook(
  webhooks: ReturnType<typeof createWebhookStore>,
  { accountId, receiverUrl, knownId }: { accountId: string; receiverUrl: string; knownId: string | null },
): Promise<SeededWebhook> {
  const all = await webhooks.list(accountId);
  const known =
    all.find(({ id }) => id === knownId) ??
    all.find(({ description }) => description === DESCRIPTION || description === OLD_DESCRIPTION);
  if (known) {
    await webhooks.patch({ accountId, id: known.id }, { url: receiverUrl });
    return { webhookId: known.id, webhookSecret: await webhooks.secret(accountId, known.id) };
  }
  const secret = newWebhookSecret(randomBytes);
  const made = { url: receiverUrl, description: DESCRIPTION, types: EVERYTHING, secret };
  const { id } = await webhooks.create(accountId, made);
  return { webhookId: id, webhookSecret: secret };
}
