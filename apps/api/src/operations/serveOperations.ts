import type { CompleteOperationBody, FailOperationBody } from '@kassahook/contracts/fiscalOperation';
import type { OperationFields } from '@kassahook/mongo/models/operation';
import type { OperationStore } from '@kassahook/mongo/operationStore';
import type { Clock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import type { createKnownShifts } from '../device/knownShifts.js';
import type { Register } from '../device/registers.js';
import type { OperationWaits } from './operationWaits.js';
import { printedReceipt } from './printedReceipt.js';

/** How patient we are with registers. */
export interface OperationTimes {
  /** The longest wait in one request. */
  pollWaitMs: number;
  pollIntervalMs: number;
  /** How long a register may be silent until its operation is handed out again. */
  leaseMs: number;
  /** How long an operation waits for a register that took it and went silent. */
  lostMs: number;
}

export interface ServeOperationsDeps {
  operations: Omit<OperationStore, 'callbackUrls'>;
  waits: OperationWaits;
  knownShifts: ReturnType<typeof createKnownShifts>;
  times: OperationTimes;
  clock: Clock;
}

/** What a register does with the operations that wait for it. */
export function createServeOperations(deps: ServeOperationsDeps) {
  const { operations, waits, knownShifts, times, clock } = deps;
  const now = (): Date => new Date(clock.now());
  const inMs = (ms: number): Date => new Date(clock.now() + ms);

  return {
    /**
     * Waits for the register's next operation.
     * @param signal aborted when the register has hung up: an operation must not be handed to nobody
     * @returns null when there was none in time
     */
    async next(
      { accountId, deviceId }: Register,
      { waitMs = times.pollWaitMs, signal }: { waitMs: number | undefined; signal: AbortSignal },
    ): Promise<OperationFields | null> {
      const deadlineMs = clock.now() + Math.min(waitMs, times.pollWaitMs);
      while (!signal.aborted) {
        const leaseUntil = inMs(times.leaseMs);
        const taken = await operations.take({
          accountId,
          deviceId,
          leaseId: newId(),
          leaseUntil,
          now: now(),
        });
        const leftMs = deadlineMs - clock.now();
        if (taken || leftMs <= 0 || waits.isStopped()) return taken;
        await waits.until(deviceId, { ms: Math.min(leftMs, times.pollIntervalMs), signal });
      }
      return null;
    },

    accept({ accountId, deviceId }: Register, id: string, leaseId: string | undefined) {
      const key = { accountId, deviceId, id };
      const hold = { leaseUntil: inMs(times.leaseMs), lostAt: inMs(times.lostMs) };
      return operations.accept({ ...key, leaseId, ...hold, now: now() });
    },

    async complete(register: Register, id: string, body: CompleteOperationBody): Promise<OperationFields> {
      const { accountId, deviceId } = register;
      await knownShifts.require(register, body.shiftId);
      const receiptOf = (operation: OperationFields) => printedReceipt(operation, { register, body });
      return operations.complete({ accountId, deviceId, id, receiptOf, now: now() });
    },

    fail({ accountId, deviceId }: Register, id: string, error: FailOperationBody) {
      return operations.fail({ accountId, deviceId, id, error, now: now() });
    },
  };
}
