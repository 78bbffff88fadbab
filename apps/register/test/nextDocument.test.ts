import { describe, expect, it } from '@jest/globals';
import {
  closeShiftBody,
  deviceEncashmentBody,
  deviceReceiptBody,
  openShiftBody,
} from '@kassahook/contracts/device';
import {
  acceptOperationBody,
  completeOperationBody,
  failOperationBody,
} from '@kassahook/contracts/fiscalOperation';
import { identityOf } from '../src/identity.js';
import { makeDocument, nextStep } from '../src/nextDocument.js';
import { NEW_REGISTER, registerStateSchema, type OutgoingDocument } from '../src/registerState.js';
import { createPace, localDate, rhythmFactor } from '../src/rhythm.js';

const SCHEMAS = {
  shiftOpening: openShiftBody,
  shiftClosing: closeShiftBody,
  receipt: deviceReceiptBody,
  encashment: deviceEncashmentBody,
  acceptance: acceptOperationBody,
  completion: completeOperationBody,
  failure: failOperationBody,
};
const DAY_MS = 86_400_000;

/** Works a register through that many receipts, all of them accepted. */
function work({ seed = 1, index = 0, receipts = 100, startMs = 1_750_000_000_000, gapMs = 5_000 }) {
  const identity = identityOf(seed, index);
  const documents: OutgoingDocument[] = [];
  let state = NEW_REGISTER;
  let nowMs = startMs;
  for (;;) {
    const soldOut = state.receiptsMade >= receipts;
    const step = nextStep(state, { nowMs, shiftReceiptsMax: 40, soldOut });
    if (step === 'finished' || step === 'operation') return { documents, state };
    const next = makeDocument(step, state, { identity, nowMs });
    documents.push(next.outgoing);
    // What is saved must be readable after a kill at any point.
    state = registerStateSchema.parse(JSON.parse(JSON.stringify(next)));
    nowMs += gapMs;
  }
}

/** What was sold, without the times. */
function goodsOf(documents: readonly OutgoingDocument[]) {
  return documents
    .filter(({ kind }) => kind === 'receipt')
    .map(({ body }) => [body['type'], body['positions'], body['payments']]);
}

describe('a register’s documents', () => {
  const { documents } = work({ receipts: 1_000 });
  const receipts = documents
    .filter(({ kind }) => kind === 'receipt')
    .map(({ body }) => deviceReceiptBody.parse(body));

  it('when a thousand receipts are made, then every document fits the contract of the API', () => {
    for (const { kind, body } of documents) expect(() => SCHEMAS[kind].parse(body)).not.toThrow();
    expect(receipts).toHaveLength(1_000);
  });

  it('when receipts are made, then amounts are the sums of payments and of lines less discounts', () => {
    for (const { amount, discount = 0, payments, positions } of receipts) {
      const lines = positions.reduce(
        (sum, { price, quantity }) => sum + Math.floor((price * quantity + 500) / 1000),
        0,
      );
      expect(lines - discount).toBe(amount);
      expect(payments.reduce((sum, payment) => sum + payment.amount, 0)).toBe(amount);
    }
  });

  it('when a shift goes by, then it is opened, gets cash, sells, gives its cash and is closed, with numbers from 1', () => {
    const shifts = new Map<number, OutgoingDocument[]>();
    for (const document of documents) {
      shifts.set(document.shift, [...(shifts.get(document.shift) ?? []), document]);
    }
    expect([...shifts.keys()]).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    for (const shift of shifts.values()) {
      const kinds = shift.map(({ kind }) => kind);
      expect(kinds.slice(0, 2)).toEqual(['shiftOpening', 'encashment']);
      expect(kinds.slice(-2)).toEqual(['encashment', 'shiftClosing']);
      const numbers = shift.filter(({ kind }) => kind === 'receipt').map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    }
  });

  it('when cash moves, then the drawer is never below nothing, and a shift’s totals are its documents’ sums', () => {
    let drawer = 0;
    let sums = { sales: 0, refunds: 0, moneyIn: 0, moneyOut: 0 };
    for (const { kind, body } of documents) {
      if (kind === 'shiftOpening') sums = { sales: 0, refunds: 0, moneyIn: 0, moneyOut: 0 };
      if (kind === 'encashment') {
        const { type, sum } = deviceEncashmentBody.parse(body);
        drawer += type === 'MONEY_IN' ? sum : -sum;
        sums[type === 'MONEY_IN' ? 'moneyIn' : 'moneyOut'] += sum;
      }
      if (kind === 'receipt') {
        const { type, amount, payments } = deviceReceiptBody.parse(body);
        const cash = payments
          .filter((payment) => payment.type === 'CASH')
          .reduce((sum, payment) => sum + payment.amount, 0);
        drawer += type === 'SALE' ? cash : -cash;
        sums[type === 'SALE' ? 'sales' : 'refunds'] += amount;
      }
      expect(drawer).toBeGreaterThanOrEqual(0);
      if (kind === 'shiftClosing') {
        expect(drawer).toBe(0);
        const { totals } = closeShiftBody.parse(body);
        expect(totals).toMatchObject({ ...sums, receiptsCount: 40 });
        expect((totals?.cash ?? 0) + (totals?.cashless ?? 0)).toBe(sums.sales - sums.refunds);
      }
    }
  });

  it('when something comes back, then it was sold before and comes back once', () => {
    const refunds = receipts.filter(({ type }) => type === 'REFUND');
    expect(refunds.length).toBeGreaterThan(20);
    const sold = new Map<string, number>();
    const contents = (receipt: (typeof receipts)[number]) =>
      JSON.stringify([receipt.positions, receipt.payments]);
    for (const receipt of receipts) {
      const change = receipt.type === 'SALE' ? 1 : -1;
      sold.set(contents(receipt), (sold.get(contents(receipt)) ?? 0) + change);
      expect(sold.get(contents(receipt))).toBeGreaterThanOrEqual(0);
    }
  });

  it('when the seed is the same, then the same goods are sold at any time and speed; another seed sells others', () => {
    const again = work({ receipts: 1_000, startMs: 1_800_000_000_000, gapMs: 60_000 });
    expect(goodsOf(again.documents)).toEqual(goodsOf(documents));
    expect(goodsOf(work({ seed: 2 }).documents)).not.toEqual(goodsOf(work({ seed: 1 }).documents));
    expect(goodsOf(work({ index: 1 }).documents)).not.toEqual(goodsOf(work({ index: 0 }).documents));
  });

  it('when a shift has been open for a day, then it is closed before the law’s 24 hours', () => {
    const opened = makeDocument('openShift', NEW_REGISTER, { identity: identityOf(1, 0), nowMs: 0 });
    const step = (nowMs: number) => nextStep(opened, { nowMs, shiftReceiptsMax: 40, soldOut: false });
    expect(step(DAY_MS / 2)).toBe('moneyIn');
    expect(step(DAY_MS - 60_000)).toBe('closeShift');
  });

  it('when fiscal documents are numbered, then their numbers never repeat over shifts', () => {
    const numbers = receipts.map(({ fiscalDocumentNumber }) => Number(fiscalDocumentNumber));
    for (const [index, number] of numbers.entries()) {
      expect(number).toBeGreaterThan(numbers[index - 1] ?? 0);
    }
  });
});

describe('the rhythm of a day', () => {
  const at = (hour: number) => Date.UTC(2026, 5, 1, hour - 3); // the shop is 3 hours ahead

  it('when a day goes by, then the mean factor is 1, evenings are busy and nights are quiet but never dead', () => {
    const factors = Array.from({ length: 24 }, (_, hour) => rhythmFactor('daily', at(hour)));
    expect(factors.reduce((sum, factor) => sum + factor, 0) / 24).toBeCloseTo(1, 10);
    expect(rhythmFactor('daily', at(19))).toBeGreaterThan(1.5);
    expect(rhythmFactor('daily', at(3))).toBeLessThan(0.4);
    expect(Math.min(...factors)).toBeGreaterThan(0.2);
    expect(rhythmFactor('flat', at(3))).toBe(1);
  });

  it('when customers come for an hour, then their number fits the rate', () => {
    let random = 0;
    const next = createPace({ perMinute: 60, rhythm: 'flat', random: () => (random = (random + 0.618) % 1) });
    const startMs = at(12);
    let [count, nowMs] = [0, startMs];
    while (nowMs < startMs + 3_600_000) {
      nowMs = Math.max(nowMs, next(nowMs));
      count += 1;
    }
    expect(count).toBeGreaterThan(3_300);
    expect(count).toBeLessThan(3_900);
  });

  it('when the API was away for an hour, then what was missed is not sold in one flood', () => {
    const next = createPace({ perMinute: 60, rhythm: 'flat', random: () => 0.5 });
    expect(next(0)).toBe(0);
    expect(next(3_600_000)).toBeGreaterThan(3_599_000);
  });

  it('when a time is printed, then it is the shop’s wall clock without an offset', () => {
    expect(localDate(Date.UTC(2026, 5, 1, 22, 30))).toBe('2026-06-02T01:30:00.000');
  });
});
