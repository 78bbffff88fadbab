import { describe, expect, it } from '@jest/globals';
import { fiscalCheckOf, type CheckedReceipt } from '@kassahook/domain/fiscalCheck';

const receipt: CheckedReceipt = {
  type: 'SALE',
  amount: 125_000,
  localDate: '2026-11-22T14:20:31.500',
  fnNumber: '9999078900000961',
  fiscalDocumentNumber: '1345',
  fiscalDocumentSign: '2718281828',
};

describe('the fiscal check string', () => {
  it('when all numbers are there, then it is what the QR code of the paper holds', () => {
    expect(fiscalCheckOf(receipt)).toBe(
      't=20261122T1420&s=1250.00&fn=9999078900000961&i=1345&fp=2718281828&n=1',
    );
  });

  it.each([
    ['SALE', 1],
    ['REFUND', 2],
    ['OUTFLOW', 3],
    ['OUTFLOW_REFUND', 4],
  ] as const)('when the receipt is a %s, then n is %i', (type, n) => {
    expect(fiscalCheckOf({ ...receipt, type })).toMatch(new RegExp(`&n=${n}$`));
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [1_230, '12.30'],
    [1_000_000_000_000, '10000000000.00'],
  ])('when the sum is %i kopecks, then it is %s roubles', (amount, roubles) => {
    expect(fiscalCheckOf({ ...receipt, amount })).toContain(`&s=${roubles}&`);
  });

  it.each([
    { fnNumber: '' },
    { fiscalDocumentNumber: '' },
    { fiscalDocumentSign: '' },
    { fiscalDocumentSign: '1&n=2' },
    { localDate: '2026-11-22' },
    { localDate: 'yesterday' },
  ])('when it has %j, then there is none', (more) => {
    expect(fiscalCheckOf({ ...receipt, ...more })).toBeNull();
  });
});
