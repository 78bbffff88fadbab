import type { components } from '@kassahook/client';

export type Shift = components['schemas']['Shift'];
export type ShiftStatus = Shift['status'];

/** Where the receipts of a shift are: those of its register, from its opening to its closing. */
export function receiptsPath(shift: Shift): string {
  return `/receipts?${rangeOf(shift)}`;
}

/** Where the money that was put in and taken out during a shift is. */
export function cashPath(shift: Shift): string {
  return `/cash?${rangeOf(shift)}`;
}

function rangeOf({ deviceId, openedAt, closedAt }: Shift): string {
  const range = { from: openedAt, ...(closedAt !== undefined && { to: closedAt }) };
  return new URLSearchParams({ ...range, devices: String(deviceId) }).toString();
}
