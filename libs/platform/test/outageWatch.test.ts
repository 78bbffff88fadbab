import { describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import { createSilentLogger } from '../src/logger.js';
import { createOutageWatch } from '../src/outageWatch.js';

function watchOf() {
  const clock = { ms: 0, now: () => clock.ms };
  const world = { isDown: true, intake: [] as string[] };
  const note = (what: string) => () => {
    world.intake.push(what);
    return Promise.resolve();
  };
  const watch = createOutageWatch({
    isOutage: () => Promise.resolve(world.isDown),
    pause: note('paused'),
    resume: note('resumed'),
    clock,
    logger: createSilentLogger(),
    longAfterMs: 600_000,
    lookMs: 1,
  });
  /** Looks every five seconds until then, as whoever holds a message does. */
  const lookUntil = async (ms: number) => {
    let standing = await watch.look();
    while (clock.ms < ms) {
      clock.ms += 5_000;
      standing = await watch.look();
    }
    return standing;
  };
  return { clock, world, watch, lookUntil };
}

describe('outage watch', () => {
  it('when an outage lasts ten minutes, then the intake is paused once, and goes on when all dependencies answer', async () => {
    const { world, watch, lookUntil } = watchOf();
    expect(await lookUntil(595_000)).toBe('down');
    expect(world.intake).toEqual([]);
    expect(await lookUntil(600_000)).toBe('long');
    expect(await Promise.all([watch.look(), watch.look()])).toEqual(['long', 'long']);
    world.isDown = false;
    await waitFor(() => world.intake.length === 2);
    expect(world.intake).toEqual(['paused', 'resumed']);
    expect(await watch.look()).toBe('up');
    world.isDown = true;
    expect(await watch.look()).toBe('down');
    watch.stop();
  });

  it('when two short outages are far apart, or all was up in between, then each counts from its own beginning', async () => {
    const { clock, world, watch, lookUntil } = watchOf();
    expect(await lookUntil(500_000)).toBe('down');
    clock.ms += 3_600_000;
    expect(await watch.look()).toBe('down');
    expect(await lookUntil(clock.ms + 500_000)).toBe('down');
    world.isDown = false;
    expect(await watch.look()).toBe('up');
    world.isDown = true;
    expect(await lookUntil(clock.ms + 500_000)).toBe('down');
    expect(world.intake).toEqual([]);
  });

  it('when many meet the end of their patience at once, then the intake is paused once', async () => {
    const { clock, world, watch } = watchOf();
    await watch.look();
    while (clock.ms < 600_000) {
      clock.ms += 50_000;
      await Promise.all(Array.from({ length: 200 }, () => watch.look()));
    }
    expect(world.intake).toEqual(['paused']);
    watch.stop();
  });
});
