import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLine } from '@kassahook/domain/receiptLine';
import { externalReceiptBody } from '@kassahook/contracts/fiscalOperation';
import {
  bodyOf,
  emptyDraft,
  emptyLine,
  parseQuantity,
  problemsOf,
  sumsOf,
  typedMoney,
  type ReceiptDraft,
} from '../src/pages/operations/receiptDraft.js';
import { TAX_CODES } from '../src/pages/receipts/vat.js';

const line = (changes: Partial<ReceiptDraft['lines'][number]> = {}) => ({
  ...emptyLine(0),
  name: 'Кофе',
  price: '249',
  ...changes,
});
const draftOf = (changes: Partial<ReceiptDraft> = {}): ReceiptDraft => ({
  ...emptyDraft(),
  deviceId: '1',
  lines: [line()],
  cashless: '249',
  email: 'anna@example.com',
  ...changes,
});
const accepted = (draft: ReceiptDraft) => externalReceiptBody(() => null).safeParse(bodyOf(draft));

describe('sumsOf', () => {
  it('when less is paid than the total, then what is left is shown', () => {
    expect(sumsOf(draftOf({ cashless: '100' }))).toMatchObject({ total: 24_900, paid: 10_000, left: 14_900 });
  });

  it('when more cash is given than is left, then the rest is change', () => {
    expect(sumsOf(draftOf({ cash: '200', cashless: '100' }))).toMatchObject({
      left: 0,
      change: 5_100,
      over: 0,
    });
  });

  it('when a card pays more than the total, then nothing of it is change', () => {
    expect(sumsOf(draftOf({ cash: '10', cashless: '250' }))).toMatchObject({ over: 100, change: 1_000 });
  });

  it('when a line cannot be read yet, then it counts nothing', () => {
    expect(sumsOf(draftOf({ lines: [line(), line({ quantity: 'x' })] })).total).toBe(24_900);
  });
});

describe('emptyDraft', () => {
  it('when a receipt is begun, then it has the standard rate, and the one before it may still be chosen', () => {
    expect(emptyDraft().lines.map(({ tax }) => tax)).toEqual(['NDS_22']);
    expect(TAX_CODES.slice(0, 2)).toEqual(['NDS_22', 'NDS_20']);
  });
});

describe('problemsOf', () => {
  it('when nothing was typed, then every field that the API needs says so', () => {
    expect(problemsOf(emptyDraft())).toEqual({
      deviceId: 'register',
      'positions.0.name': 'name',
      'positions.0.price': 'price',
      attributes: 'contact',
    });
  });

  it('when payments do not make the total, then they say how', () => {
    expect(problemsOf(draftOf({ cashless: '' }))).toEqual({ payments: 'nothingPaid' });
    expect(problemsOf(draftOf({ cashless: '1' }))).toEqual({ payments: 'underpaid' });
    expect(problemsOf(draftOf({ cashless: '250' }))).toEqual({ payments: 'overpaid' });
    expect(problemsOf(draftOf({ cash: 'сто' }))).toEqual({ cash: 'sum' });
  });

  it('when an address cannot be one, then it is named', () => {
    const wrong = { email: 'анна', phone: 'нет' };
    expect(problemsOf(draftOf(wrong))).toEqual({ 'attributes.email': 'email', 'attributes.phone': 'phone' });
  });

  it('when everything costs nothing, then there is no receipt to print', () => {
    expect(problemsOf(draftOf({ lines: [line({ price: '0' })], cashless: '' }))).toEqual({
      'total.priceSum': 'total',
    });
  });
});

describe('bodyOf', () => {
  it('when a draft has no problems, then the API takes it and reads the quantities that were typed', () => {
    const kopecks = fc.integer({ min: 1, max: 100_000_00 });
    const thousandths = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(kopecks, thousandths), { minLength: 1, maxLength: 5 }), (typed) => {
        const lines = typed.map(([price, quantity], key) =>
          line({ key, price: typedMoney(price), quantity: String(quantity / 1_000).replace('.', ',') }),
        );
        const { total } = sumsOf(draftOf({ lines }));
        fc.pre(total > 0);
        const draft = draftOf({ lines, cashless: typedMoney(total) });
        expect(problemsOf(draft)).toEqual({});
        expect(accepted(draft).error).toBeUndefined();
        // A line that costs nothing does not tell pieces from thousandths: see `readLine`.
        bodyOf(draft).positions.forEach((position, place) => {
          if (position.priceSum > 0) expect(readLine(position)?.quantity).toBe(typed[place]?.[1]);
        });
      }),
    );
  });

  it('when cash exceeds the total, then the API takes it, because cash has change', () => {
    expect(accepted(draftOf({ cash: '500', cashless: '' })).success).toBe(true);
  });
});

describe('parseQuantity', () => {
  it('when a person types a quantity, then commas and spaces are theirs', () => {
    expect(['2', '0,35', '1 000', '0.001'].map(parseQuantity)).toEqual([2_000, 350, 1_000_000, 1]);
    expect(['', '0', '-1', '0,0001', 'два', '1000001'].map(parseQuantity)).toEqual(Array(6).fill(null));
  });
});
