import { LRUCache } from 'lru-cache';
import { AppError } from '@kassahook/platform/errors';
import { documentIdOf } from '@kassahook/platform/ids';
import type { Register } from './registers.js';

export interface KnownShiftsDeps {
  /** Asks the journal whether the account has this shift. */
  exists: (shift: { accountId: string; id: string }) => Promise<boolean>;
}

/** A shift has thousands of documents: remembering it saves each of them a read. Shifts are not deleted, so there is no TTL. */
const SHIFTS_MAX = 20_000;

/** The id of a register's shift. */
export function shiftIdOf({ accountId, deviceId }: Register, number: number): string {
  return documentIdOf('shift', accountId, deviceId, number);
}

/** Sees to it that a document refers to a shift that is there. */
export function createKnownShifts({ exists }: KnownShiftsDeps) {
  const known = new LRUCache<string, true>({ max: SHIFTS_MAX });
  const keyOf = ({ deviceId }: Register, number: number): string => `${deviceId}:${number}`;

  return {
    /** Notes a shift that was just stored. */
    add(register: Register, number: number): void {
      known.set(keyOf(register, number), true);
    },

    /** @throws AppError 409 SHIFT_UNKNOWN, which names `shiftId` */
    async require(register: Register, number: number): Promise<void> {
      const key = keyOf(register, number);
      if (known.has(key)) return;
      if (!(await exists({ accountId: register.accountId, id: shiftIdOf(register, number) }))) {
        throw new AppError(`shift ${number} of this device was never opened`, {
          code: 'SHIFT_UNKNOWN',
          status: 409,
          data: { shiftId: 'names no shift of this device: open it first' },
        });
      }
      known.set(key, true);
    },
  };
}
