import type { components } from '@kassahook/client';

export type LastReceipt = Pick<
  components['schemas']['Receipt'],
  'id' | 'deviceId' | 'type' | 'number' | 'amount' | 'date'
>;

/**
 * The last receipt of each register. One question finds those of all that sell often; what is left is asked for once more, so a shop
 * where one register has been silent for long costs two questions, not one per register.
 * @param ask for the newest receipts of these registers, newest first
 */
export async function lastReceiptsOf(
  deviceIds: readonly number[],
  ask: (deviceIds: readonly number[]) => Promise<readonly LastReceipt[]>,
): Promise<Map<number, LastReceipt>> {
  const found = new Map<number, LastReceipt>();
  let left = [...deviceIds];
  while (left.length > 0) {
    const receipts = await ask(left);
    for (const receipt of receipts) if (!found.has(receipt.deviceId)) found.set(receipt.deviceId, receipt);
    const after = left.filter((id) => !found.has(id));
    // Nobody of those asked about has sold anything.
    if (after.length === left.length) break;
    left = after;
  }
  return found;
}
