import { describe, expect, it } from '@jest/globals';
import { createGatherer } from '@kassahook/deliverer/gatherer';
import { waitFor } from '@kassahook/testing/waitFor';

const LONG_MS = 60_000;

function gathererWith({
  isFull = () => false,
  fails = false,
}: { isFull?: () => boolean; fails?: boolean } = {}) {
  const sent: string[][] = [];
  const gatherer = createGatherer<string, string>({
    isFull,
    send: (items) => {
      sent.push(items);
      return fails ? Promise.reject(new Error('down')) : Promise.resolve(items.map((item) => `${item}!`));
    },
  });
  const add = (item: string, limits = { maxEvents: 3, maxWaitMs: LONG_MS }, chars = 10) =>
    gatherer.add(item.charAt(0), { item, chars }, limits);
  return { gatherer, sent, add };
}

describe('gatherer', () => {
  it('when as many are there as may be, then they go together, by key, and each gets its own end', async () => {
    const { sent, add } = gathererWith();
    const ends = ['a1', 'b1', 'a2', 'b2', 'a3', 'b3'].map((item) => add(item));
    expect(await Promise.all(ends)).toEqual(['a1!', 'b1!', 'a2!', 'b2!', 'a3!', 'b3!']);
    expect(sent).toEqual([
      ['a1', 'a2', 'a3'],
      ['b1', 'b2', 'b3'],
    ]);
  });

  it('when the time of the first one is over, then they go, however few', async () => {
    const { sent, add } = gathererWith();
    const limits = { maxEvents: 3, maxWaitMs: 20 };
    expect(await Promise.all([add('a1', limits), add('a2', { ...limits, maxWaitMs: LONG_MS })])).toHaveLength(
      2,
    );
    expect(sent).toEqual([['a1', 'a2']]);
  });

  it('when bodies are large, then a gather is closed before it grows', async () => {
    const { sent, add } = gathererWith();
    const first = add('a1', { maxEvents: 3, maxWaitMs: LONG_MS }, 600_000);
    const second = add('a2', { maxEvents: 3, maxWaitMs: 20 }, 600_000);
    await Promise.all([first, second]);
    expect(sent).toEqual([['a1'], ['a2']]);
  });

  it('when the intake is full, then the oldest goes: nothing more would come to fill it', async () => {
    let isFull = false;
    const { sent, add } = gathererWith({ isFull: () => isFull });
    const first = add('a1');
    void add('b1').catch(() => undefined);
    isFull = true;
    const third = add('c1').then((end) => {
      isFull = false;
      return end;
    });
    expect(await Promise.all([first, third])).toEqual(['a1!', 'c1!']);
    expect(sent[0]).toEqual(['a1']);
  });

  it('when it is closed, then everything goes, and what comes later at once', async () => {
    const { gatherer, sent, add } = gathererWith();
    const waiting = [add('a1'), add('b1')];
    gatherer.closeAll();
    await Promise.all([...waiting, add('a2')]);
    expect(sent).toEqual([['a1'], ['b1'], ['a2']]);
  });

  it('when sending fails, then each of them hears it', async () => {
    const { sent, add } = gathererWith({ fails: true });
    const ends = await Promise.allSettled(['a1', 'a2', 'a3'].map((item) => add(item)));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await waitFor(() => sent.length === 1);
  });
});
