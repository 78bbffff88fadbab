import type { PrintedReceipt } from '@kassahook/contracts/fiscalOperation';
import { readLine } from '@kassahook/domain/receiptLine';
import { cashierOf, type RegisterIdentity } from './identity.js';
import type { OutgoingDocument, RegisterState, ShiftState, TakenOperation } from './registerState.js';
import { localDate } from './rhythm.js';
import { createSeededRandom, wholeBetween } from './seededRandom.js';

/** Why a register cannot print, in words for machines and for people. */
export interface PrintError {
  code: string;
  message: string;
}

type WithOutgoing = RegisterState & { outgoing: OutgoingDocument };

const NO_CASH: PrintError = {
  code: 'NotEnoughCashError',
  message: 'the drawer holds less than is to be paid out',
};

/** The register says that it begins: what it took is in its memory from here on. */
export function acceptance(state: RegisterState, operation: TakenOperation): WithOutgoing {
  const { id, leaseId } = operation;
  const path = `device/operations/${id}/accept`;
  const outgoing = {
    kind: 'acceptance' as const,
    path,
    body: { leaseId },
    shift: state.shift?.number ?? 0,
  };
  return { ...state, operation, outgoing };
}

/** The register says that it cannot. */
export function failure(state: RegisterState, operation: TakenOperation, error: PrintError): WithOutgoing {
  const path = `device/operations/${operation.id}/fail`;
  const outgoing = { kind: 'failure' as const, path, body: { ...error }, shift: state.shift?.number ?? 0 };
  return { ...state, operation: null, outgoing };
}

/**
 * The register prints: the receipt gets its numbers, the money moves, and the operation leaves the register's memory, all in the state
 * that is saved before anybody is told.
 */
export function completion(
  state: RegisterState,
  operation: TakenOperation,
  { shift, identity, nowMs }: { shift: ShiftState; identity: RegisterIdentity; nowMs: number },
): WithOutgoing {
  const { receipt } = operation;
  const sign = receipt.type === 'SALE' || receipt.type === 'OUTFLOW_REFUND' ? 1 : -1;
  const payments = paymentsOf(receipt);
  const amount = receipt.total.priceSum;
  const cash = sign * sum(payments.filter(({ type }) => type === 'CASH'));
  if (shift.drawer + cash < 0) return failure(state, operation, NO_CASH);
  const number = shift.receipts + 1;
  const random = createSeededRandom('operation', identity.seed, identity.index, state.fiscalDocuments);
  const fiscalDocumentNumber = String(state.fiscalDocuments + 1);
  const fiscalDocumentSign = String(wholeBetween(random, 1, 2 ** 32 - 1));
  const { fnNumber, registryNumber } = identity;
  const body = {
    shiftId: shift.number,
    number,
    date: new Date(nowMs).toISOString(),
    localDate: localDate(nowMs),
    cashier: cashierOf(identity, shift.number),
    checkURL: `https://ofd.example/check?fn=${fnNumber}&i=${fiscalDocumentNumber}&fp=${fiscalDocumentSign}`,
    fiscalDocumentNumber,
    fiscalDocumentSign,
    fnNumber,
    registryNumber,
  };
  const positions = positionsOf(receipt);
  const discount = positions.reduce((total, position) => total + position.discount, 0);
  const sold = { type: receipt.type, amount, discount, positions, payments, operationId: operation.id };
  const { totals } = shift;
  return {
    ...state,
    operation: null,
    fiscalDocuments: state.fiscalDocuments + 1,
    shift: {
      ...shift,
      receipts: number,
      drawer: shift.drawer + cash,
      totals: {
        ...totals,
        sales: totals.sales + (receipt.type === 'SALE' ? amount : 0),
        refunds: totals.refunds + (receipt.type === 'REFUND' ? amount : 0),
        cash: totals.cash + cash,
        cashless: totals.cashless + sign * amount - cash,
      },
    },
    outgoing: {
      kind: 'completion',
      path: `device/operations/${operation.id}/complete`,
      body,
      instead: { path: 'device/receipts', body: { ...body, ...sold } },
      shift: shift.number,
      number,
    },
  };
}

function positionsOf({ positions }: PrintedReceipt) {
  return positions.map((line) => {
    const { name, type, price, tax } = line;
    const { quantity, discount } = readLine(line) ?? { quantity: line.quantity, discount: 0 };
    return { name, type, quantity, price, discount, tax };
  });
}

/** What stays here: cash less its change. */
function paymentsOf({ payments, total }: PrintedReceipt) {
  let change = payments.reduce((paid, payment) => paid + payment.sum, 0) - total.priceSum;
  return payments.map(({ type, sum: given }) => {
    const back = type === 'CASH' ? Math.min(change, given) : 0;
    change -= back;
    return { type, amount: given - back };
  });
}

function sum(payments: readonly { amount: number }[]): number {
  return payments.reduce((total, { amount }) => total + amount, 0);
}
