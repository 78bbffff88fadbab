import { describe, expect, it } from '@jest/globals';
import { completeOperationBody } from '@kassahook/contracts/fiscalOperation';
import { deviceReceiptBody } from '@kassahook/contracts/device';
import { acceptance, completion } from '../src/fiscalDocuments.js';
import { identityOf } from '../src/identity.js';
import { makeDocument, nextStep } from '../src/nextDocument.js';
import { NEW_REGISTER, registerStateSchema, type RegisterState } from '../src/registerState.js';

const identity = identityOf(1, 0);
const nowMs = 1_750_000_000_000;
const operation = {
  id: 'operation-1',
  leaseId: 'lease-1',
  receipt: {
    type: 'SALE' as const,
    taxMode: 'DEFAULT' as const,
    positions: [
      { name: 'Чай', type: 'COUNTABLE' as const, quantity: 2, price: 100, priceSum: 200, tax: 'NDS_20' },
    ],
    payments: [{ type: 'CASH' as const, sum: 500 }],
    attributes: { email: 'buyer@example.com' },
    total: { priceSum: 200 },
  },
};
const conditions = { nowMs, shiftReceiptsMax: 50, soldOut: false };

/** A register in its first shift, with a float in the drawer. */
function opened(): RegisterState {
  let state: RegisterState = NEW_REGISTER;
  for (const step of ['openShift', 'moneyIn'] as const)
    state = { ...makeDocument(step, state, { identity, nowMs }), outgoing: null };
  return state;
}

describe('an operation in the register’s memory', () => {
  it('when it is taken, then it is saved with its acceptance, and is what comes next', () => {
    const taken = acceptance(opened(), operation);
    expect(taken.outgoing).toMatchObject({
      kind: 'acceptance',
      path: 'device/operations/operation-1/accept',
      body: { leaseId: 'lease-1' },
    });
    const read = registerStateSchema.parse(JSON.parse(JSON.stringify(taken)));
    expect(read).toEqual(taken);
    expect(nextStep({ ...read, outgoing: null }, conditions)).toBe('operation');
    // Also when the day is over: what was accepted is printed first.
    expect(nextStep({ ...read, outgoing: null }, { ...conditions, soldOut: true })).toBe('operation');
    expect(nextStep({ ...read, outgoing: null, shift: null }, { ...conditions, soldOut: true })).toBe(
      'openShift',
    );
  });

  it('when it is printed, then it has its numbers, the money is counted, and the memory forgets it in the same write', () => {
    const before = opened();
    const shift = before.shift!;
    const after = completion({ ...before, operation }, operation, { shift, identity, nowMs });
    expect(after.operation).toBeNull();
    expect(after.fiscalDocuments).toBe(before.fiscalDocuments + 1);
    expect(after.receiptsMade).toBe(before.receiptsMade);
    expect(after.shift).toMatchObject({ receipts: shift.receipts + 1, drawer: shift.drawer + 200 });
    expect(after.shift!.totals).toMatchObject({ sales: 200, cash: 200, cashless: 0 });
    expect(completeOperationBody.safeParse(after.outgoing.body).success).toBe(true);
    const receipt = deviceReceiptBody.parse(after.outgoing.instead?.body);
    expect(receipt).toMatchObject({
      amount: 200,
      operationId: 'operation-1',
      positions: [{ quantity: 2_000, price: 100 }],
      payments: [{ type: 'CASH', amount: 200 }],
    });
    expect(registerStateSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  });

  it('when more cash is to be paid out than the drawer holds, then the register says so and prints nothing', () => {
    const before = opened();
    const shift = { ...before.shift!, drawer: 100 };
    const refund = { ...operation, receipt: { ...operation.receipt, type: 'REFUND' as const } };
    const after = completion({ ...before, shift, operation: refund }, refund, { shift, identity, nowMs });
    expect(after.outgoing).toMatchObject({ kind: 'failure', body: { code: 'NotEnoughCashError' } });
    expect(after.shift).toEqual(shift);
    expect(after.fiscalDocuments).toBe(before.fiscalDocuments);
  });

  it('when a memory of before there were operations is read, then there is none', () => {
    const { operation: _none, ...old } = NEW_REGISTER;
    expect(registerStateSchema.parse(old)).toEqual(NEW_REGISTER);
  });
});
