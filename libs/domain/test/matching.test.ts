import { describe, expect, it, jest } from '@jest/globals';
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
});
