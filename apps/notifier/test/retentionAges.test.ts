import { expect, it } from '@jest/globals';
import type { LogRetentionAges } from '@kassahook/notifier/upkeep/logRetention';
import { createRetention } from '@kassahook/notifier/upkeep/retention';
import { createSilentLogger } from '@kassahook/platform/logger';

const NOW = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;
const logger = createSilentLogger();

it('when an attempt may wait for its rate for longer than events are kept, then its event is not lost before that', async () => {
  const told: LogRetentionAges[] = [];
  const none = () => Promise.resolve(0);
  const round = createRetention({
    removeLogs: (ages) => {
      told.push(ages);
      return Promise.resolve({ events: 0, attempts: 0, kept: 0, lost: 0 });
    },
    onLost: () => undefined,
    tables: new Proxy({}, { get: () => none }) as never,
    mayGoOn: () => Promise.resolve(true),
    longestWaitMs: 7 * DAY,
    days: { logs: 1, jobs: 1, notifications: 1, audit: 1, stats: { minute: 1, hour: 1, day: 1 } },
    clock: { now: () => NOW },
    logger,
  });
  await round();
  expect(told).toEqual([
    {
      before: new Date(NOW - DAY),
      lostBefore: new Date(NOW - 8 * DAY),
      waitedBefore: new Date(NOW - 7 * DAY),
    },
  ]);
});
