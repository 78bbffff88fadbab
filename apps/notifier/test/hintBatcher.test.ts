import { describe, expect, it } from '@jest/globals';
import type { EventHint } from '@kassahook/contracts/messages';
import { createHintBatcher, type HintBatcherDeps } from '@kassahook/notifier/hintBatcher';
import { createSilentLogger } from '@kassahook/platform/logger';
import type { OutageStanding } from '@kassahook/platform/outageWatch';
import { waitFor } from '@kassahook/testing/waitFor';

const hint = (eventId: string): EventHint => ({
  v: 1,
  eventId,
  source: 'mongo',
  accountId: 'a',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: 'r',
  occurredAt: '2026-05-01T12:00:00.000Z',
});

function batcherWith(deps: Partial<HintBatcherDeps> & Pick<HintBatcherDeps, 'fanOut'>) {
  const ends: string[] = [];
  const batcher = createHintBatcher({
    outage: () => Promise.resolve('up'),
    logger: createSilentLogger(),
    onBatch: () => undefined,
    onRetry: () => undefined,
    ...deps,
  });
  const add = (eventId: string) =>
    batcher.add({
      hint: hint(eventId),
      done: () => ends.push(`${eventId} done`),
      giveBack: () => ends.push(`${eventId} back`),
      putBack: () => ends.push(`${eventId} put back`),
    });
  return { batcher, add, ends };
}

const result = (hints: readonly EventHint[]) => ({ events: hints.length, deliveries: 0, stale: 0 });

describe('hint batcher', () => {
  it('when hints come while a batch is under way, then they make the next batch, and never more than the limit', async () => {
    const sizes: number[] = [];
    const { batcher, add, ends } = batcherWith({
      batchMax: 10,
      fanOut: (hints) => {
        sizes.push(hints.length);
        return Promise.resolve(result(hints));
      },
    });
    for (let index = 0; index < 25; index += 1) add(String(index));
    await waitFor(() => ends.length === 25);
    expect(sizes).toEqual([10, 10, 5]);
    await batcher.stop();
  });

  it('when a dependency is down, then the batch is repeated for as long as it takes and nothing goes back', async () => {
    let down = true;
    let tries = 0;
    const { batcher, add, ends } = batcherWith({
      outage: () => Promise.resolve(down ? 'down' : 'up'),
      fanOut: (hints) => {
        tries += 1;
        if (tries > 6) down = false;
        return down ? Promise.reject(new Error('down')) : Promise.resolve(result(hints));
      },
    });
    add('1');
    await waitFor(() => ends.length === 1);
    expect(ends).toEqual(['1 done']);
    await batcher.stop();
  });

  it('when it is stopped, then the batch under way ends and everything that waits or comes late goes back at once', async () => {
    let release: (() => void) | undefined;
    const { batcher, add, ends } = batcherWith({
      batchMax: 2,
      fanOut: async (hints) => {
        await new Promise<void>((resolve) => (release = resolve));
        return result(hints);
      },
    });
    for (const id of ['1', '2', '3', '4', '5']) add(id);
    await waitFor(() => release !== undefined);
    const stopped = batcher.stop();
    add('6');
    release?.();
    await stopped;
    expect(ends.sort()).toEqual(['1 done', '2 done', '3 put back', '4 put back', '5 put back', '6 put back']);
  });

  it('when it is stopped during an outage, then the batch that is repeated goes back as well', async () => {
    let tries = 0;
    const { batcher, add, ends } = batcherWith({
      outage: () => Promise.resolve('down'),
      fanOut: () => {
        tries += 1;
        return Promise.reject(new Error('down'));
      },
    });
    add('1');
    await waitFor(() => tries > 1);
    add('2');
    await batcher.stop();
    expect(ends.sort()).toEqual(['1 put back', '2 put back']);
  });

  it('when an outage gets long, then what is held goes back, and what comes afterwards is worked on', async () => {
    let standing: OutageStanding = 'down';
    let tries = 0;
    const { batcher, add, ends } = batcherWith({
      batchMax: 2,
      outage: () => Promise.resolve(standing),
      fanOut: (hints) => {
        tries += 1;
        return standing === 'up' ? Promise.resolve(result(hints)) : Promise.reject(new Error('down'));
      },
    });
    for (const id of ['1', '2', '3']) add(id);
    await waitFor(() => tries > 1);
    expect(ends).toEqual([]);
    standing = 'long';
    await waitFor(() => ends.length === 3);
    expect(ends.sort()).toEqual(['1 put back', '2 put back', '3 put back']);
    standing = 'up';
    add('4');
    await waitFor(() => ends.includes('4 done'));
    await batcher.stop();
  });

  it('when one hint spoils its batch, then it alone goes back and the others are fanned out', async () => {
    const { batcher, add, ends } = batcherWith({
      fanOut: (hints) =>
        hints.some((one) => one.eventId === 'bad')
          ? Promise.reject(new Error('cannot be stored'))
          : Promise.resolve(result(hints)),
    });
    for (const id of ['1', '2', 'bad', '4']) add(id);
    await waitFor(() => ends.length === 4);
    expect(ends.sort()).toEqual(['1 done', '2 done', '4 done', 'bad back']);
    await batcher.stop();
  });
});
