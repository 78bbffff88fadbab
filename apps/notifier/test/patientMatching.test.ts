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
