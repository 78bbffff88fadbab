import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import { createAttemptLog } from '@kassahook/deliverer/attemptLog';
import { createSilentLogger } from '@kassahook/platform/logger';
import { waitFor } from '@kassahook/testing/waitFor';

const logger = createSilentLogger();
const attempt = (id: number) => ({ id: String(id) }) as Attempt;

describe('attempt log', () => {
  it('when 500 attempts gather, then they are written at once, in one batch', async () => {
    const batches: number[] = [];
    const log = createAttemptLog({
      logger,
      waitMs: 60_000,
      insertMany: (written) => {
        batches.push(written.length);
        return Promise.resolve(new Set());
      },
    });
    await Promise.all(Array.from({ length: 500 }, (_, id) => log.record(attempt(id))));
    expect(batches).toEqual([500]);
    await log.close();
  });

  it('when an attempt is recorded, then it resolves only after the write', async () => {
    const writes: (() => void)[] = [];
    const log = createAttemptLog({
      logger,
      waitMs: 1,
      insertMany: () => new Promise((resolve) => void writes.push(() => resolve(new Set()))),
    });
    let durable = false;
    const recording = log.record(attempt(1)).then(() => (durable = true));
    const finishWriting = await waitFor(() => writes[0]);
    expect(durable).toBe(false);
    finishWriting();
    await recording;
    await log.close();
  });

  it('when the store fails for a while, then nothing is lost and each attempt is written once it is back', async () => {
    let failures = 3;
    const written: string[] = [];
    const log = createAttemptLog({
      logger,
      waitMs: 1,
      insertMany: (batch) => {
        failures -= 1;
        if (failures >= 0) return Promise.reject(new Error('down'));
        written.push(...batch.map((one) => one.id));
        return Promise.resolve(new Set());
      },
    });
    await Promise.all([log.record(attempt(1)), log.record(attempt(2))]);
    await log.record(attempt(3));
    expect(written.sort()).toEqual(['1', '2', '3']);
    await log.close();
  });

  it('when it is closed, then what waits is written first', async () => {
    const written: string[] = [];
    const log = createAttemptLog({
      logger,
      waitMs: 60_000,
      insertMany: (batch) => {
        written.push(...batch.map((one) => one.id));
        return Promise.resolve(new Set());
      },
    });
    const recording = log.record(attempt(7));
    await log.close();
    await recording;
    expect(written).toEqual(['7']);
  });
});
