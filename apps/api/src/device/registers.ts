import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import type { Principal } from '../http/context.js';

/** The register that a device token speaks for. */
export interface Register {
  accountId: string;
  deviceId: number;
  shopId: number;
  /** East of UTC. */
  timezoneOffsetMinutes: number;
}

export interface RegistersDeps {
  /** Reads the register of an account; throws AppError NOT_FOUND. */
  load: (accountId: string, deviceId: number) => Promise<Pick<Register, 'shopId' | 'timezoneOffsetMinutes'>>;
  clock: Clock;
}

/** As long as a token is remembered: a register that moves to another shop reports for it a few seconds later. */
const TTL_MS = 5_000;
const REGISTERS_MAX = 10_000;

/** Finds the register of a principal, remembered for seconds so that a receipt costs no read for it. */
export function createRegisters({ load, clock }: RegistersDeps) {
  const known = new LRUCache<number, Register>({
    max: REGISTERS_MAX,
    ttl: TTL_MS,
    perf: clock,
    ttlResolution: 0,
  });

  /** @throws AppError 403 when the token is not a register's */
  return async function registerOf({ accountId, deviceId }: Principal): Promise<Register> {
    if (deviceId === null) {
      throw new AppError('the token does not belong to a device', { code: 'FORBIDDEN', status: 403 });
    }
    const remembered = known.get(deviceId);
    if (remembered) return remembered;
    const register = { accountId, deviceId, ...(await load(accountId, deviceId)) };
    known.set(deviceId, register);
    return register;
  };
}
