import { describe, expect, it } from '@jest/globals';
import { lastReceiptsOf, type LastReceipt } from '../src/pages/registers/lastReceipts.js';

const receipt = (deviceId: number, number: number): LastReceipt => ({
  id: `${deviceId}-${number}`,
  deviceId,
  type: 'SALE',
  number,
  amount: 100,
  date: '2026-11-22T10:00:00.000Z',
});

describe('the last receipts of registers', () => {
  it('when one register has been silent for long, then it is asked about once more, and no oftener', async () => {
    const asked: (readonly number[])[] = [];
    const answers = [[receipt(1, 9), receipt(1, 8)], [receipt(2, 4)], []];
    const found = await lastReceiptsOf([1, 2, 3], (ids) => {
      asked.push(ids);
      return Promise.resolve(answers[asked.length - 1] ?? []);
    });
    expect(asked).toEqual([[1, 2, 3], [2, 3], [3]]);
    expect([...found.values()].map(({ id }) => id)).toEqual(['1-9', '2-4']);
  });
});
