import type { components } from '@kassahook/client';

export type Shift = components['schemas']['Shift'];
export type ShiftStatus = Shift['status'];

/** Where the receipts of a shift are: those of its register, from its opening to its closing. */
export function receiptsPath({ deviceId, openedAt, closedAt }: Shift): string {
  return `/receipts?${rangeOf({ deviceId, openedAt, closedAt })}`;
}

/** Where the money that was put in and taken out during a shift is. */
export function cashPath({ deviceId, openedAt, closedAt }: Shift): string {
  return `/cash?${rangeOf({ deviceId, openedAt, closedAt })}`;
}

function rangeOf({
  deviceId,
  openedAt,
  closedAt,
}: Pick<Shift, 'deviceId' | 'openedAt' | 'closedAt'>): string {
  const range = { from: openedAt, ...(closedAt !== undefined && { to: closedAt }) };
  return new URLSearchParams({ ...range, devices: String(deviceId) }).toString();
}
