import { expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { Subscription } from '@kassahook/contracts/subscription';
import { createFilterAllowance } from '@kassahook/domain/filterAllowance';
import { MASK_ALL } from '@kassahook/domain/mask';
import { createPatientMatching } from '@kassahook/notifier/jobs/patientMatching';

it('when a job’s filter has used up what its account may take, then it waits and asks, and nothing passes without a look', async () => {
  let nowMs = 0;
  let waits = 0;
  const allowance = createFilterAllowance({ now: () => nowMs });
  const hears = createPatientMatching({
    allowance,
    wait: (ms) => {
      waits += 1;
      nowMs += ms;
      return Promise.resolve();
    },
    now: () => nowMs,
  });
  const webhook = {
    id: 'w',
    isActive: true,
    mask: MASK_ALL,
    filter: { 'meta.rows': { eq: 2 } },
  } as unknown as Subscription;
  // Over 50,000 steps each, of 10,000,000 a second: hundreds of them are seconds of work.
  const event = {
    ...{ accountId: 'a', type: 'PRODUCT', action: 'UPDATE' },
    snapshot: JSON.stringify({ meta: { rows: Array.from({ length: 50_000 }, () => 1) } }),
  } as unknown as StoredEvent;
  const heard: boolean[] = [];
  for (let events = 0; events < 250; events += 1) heard.push(await hears(webhook, event));
  expect(heard).not.toContain(true);
  expect(waits).toBeGreaterThan(0);

  waits = 0;
  await hears(webhook, { ...event, accountId: 'b' });
  expect(waits).toBe(0);
});

it('when a job’s filters have taken 50 ms, then everybody else in the process has a turn', async () => {
  let nowMs = 0;
  let turns = 0;
  const webhook = { id: 'w', isActive: true, mask: MASK_ALL } as unknown as Subscription;
  const event = {
    accountId: 'a',
    type: 'PRODUCT',
    action: 'UPDATE',
    snapshot: '{}',
  } as unknown as StoredEvent;
  const hears = createPatientMatching({
    allowance: createFilterAllowance({ now: () => nowMs }),
    wait: () => Promise.resolve(),
    // Each event takes half of a turn.
    now: () => (nowMs += 25),
  });
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  for (let events = 0; events < 10; events += 1) await hears(webhook, event);
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(3);
});
