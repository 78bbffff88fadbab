import { describe, expect, it, jest } from '@jest/globals';
import { FILTER_STEPS_OF_EVENT_MAX } from '@kassahook/domain/filter';
import { MASK_ALL } from '@kassahook/domain/mask';
import { createMatching, type Listener } from '@kassahook/domain/matching';

function webhook(id: string, fields: Partial<Listener> = {}): Listener & { id: string } {
  return Object.freeze({
    id,
    isActive: true,
    mask: MASK_ALL,
    ...fields,
  });
}
/** 50,000 elements that say when they are looked at. */
function counted(onLook: () => void): unknown[] {
  const element = {
    get a() {
      onLook();
      return 1;
    },
  };
  return Array.from({ length: 50_000 }, () => element);
}
const record = { type: 'RECEIPT', action: 'CREATE', snapshot: '{"amount":10,"deviceId":3}' } as const;

describe('matching', () => {
  it('when webhooks look at the content, then those hear whose rules hold', () => {
    const webhooks = [
      webhook('all'),
      webhook('off', { isActive: false }),
      webhook('deaf', { mask: 0 }),
      webhook('dear', { filter: { amount: { gte: 11 } } }),
      webhook('cheap', { filter: { amount: { lt: 11 } }, deviceIds: [3] }),
      webhook('elsewhere', { deviceIds: [4] }),
    ];
    const matching = createMatching<Listener & { id: string }>();
    for (let round = 0; round < 2; round += 1) {
      expect(matching(record, webhooks).map(({ id }) => id)).toEqual(['all', 'cheap']);
    }
  });

  it('when several look at the content, then the snapshot is parsed once; when nobody does, never', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const matching = createMatching<Listener & { id: string }>();
    matching(record, [webhook('1'), webhook('2', { mask: 0, filter: { amount: { eq: 1 } } })]);
    expect(parse).not.toHaveBeenCalled();
    matching(
      record,
      [1, 2, 3].map((amount) => webhook(String(amount), { filter: { amount: { eq: amount } } })),
    );
    expect(parse).toHaveBeenCalledTimes(1);
    parse.mockRestore();
  });

  it('when a filter takes too many steps on events, then they are heard, and the caller is told once for the webhook', () => {
    const told: string[] = [];
    const matching = createMatching<Listener & { id: string }>({ onGivenUp: ({ id }) => void told.push(id) });
    const costly = webhook('costly', { filter: { meta: { eq: 2 } } });
    const meta = Array.from({ length: 300_000 }, () => 1);
    const event = { ...record, snapshot: JSON.stringify({ meta }) };
    expect(matching(event, [costly])).toEqual([costly]);
    expect(matching(event, [costly])).toEqual([costly]);
    expect(matching(record, [costly])).toEqual([]);
    expect(told).toEqual(['costly']);
  });

  it('when many webhooks have costly filters, then together they take what ten may, and the rest hear the event', () => {
    let looks = 0;
    const parse = jest.spyOn(JSON, 'parse').mockImplementation(() => ({ meta: counted(() => (looks += 1)) }));
    const told: string[] = [];
    const matching = createMatching<Listener & { id: string }>({ onGivenUp: ({ id }) => void told.push(id) });
    const costly = Array.from({ length: 100 }, (_each, index) =>
      webhook(String(index), { filter: { 'meta.a': { eq: 2 } } }),
    );
    const heard = matching(record, costly);
    parse.mockRestore();
    expect(looks).toBeLessThanOrEqual(FILTER_STEPS_OF_EVENT_MAX);
    expect(heard.map(({ id }) => id)).toEqual(told);
    // Fewer steps than one filter may take: the first ones still say no.
    expect(told).not.toContain('0');
    expect(told).toContain('99');
    expect(matching(record, costly)).toEqual([]);
  });
});
