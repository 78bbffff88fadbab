import { assertNever } from '@kassahook/domain/eventType';
import type { Random } from '@kassahook/platform/randomness';
import { cashierOf, type RegisterIdentity } from './identity.js';
import type { OutgoingDocument, RegisterState, ShiftState } from './registerState.js';
import { localDate } from './rhythm.js';
import { cashOf, makeSale, type Sale } from './sale.js';
import { createSeededRandom, oneOf, wholeBetween } from './seededRandom.js';

export type Step = 'openShift' | 'moneyIn' | 'receipt' | 'moneyOut' | 'closeShift' | 'operation' | 'finished';

export interface StepConditions {
  nowMs: number;
  /** Receipts after which a shift is closed. */
  shiftReceiptsMax: number;
  /** True when the floor has sold all that it was asked to. */
  soldOut: boolean;
}

/** By law a shift lasts at most 24 hours; a quarter of an hour before that it is closed. */
const SHIFT_LENGTH_MAX_MS = 24 * 3_600_000 - 15 * 60_000;
const REFUND_SHARE = 0.06;
/** Sales that are remembered for refunds: few, because they are written to disk with each document. */
const REFUNDABLE_MAX = 5;
const HUNDRED_ROUBLES = 100_00;

/** What the register does next. */
export function nextStep({ shift, operation }: RegisterState, conditions: StepConditions): Step {
  const soldOut = conditions.soldOut && !operation;
  if (!shift) return soldOut ? 'finished' : 'openShift';
  const isOver =
    soldOut ||
    shift.receipts >= conditions.shiftReceiptsMax ||
    conditions.nowMs - shift.openedAtMs >= SHIFT_LENGTH_MAX_MS;
  if (isOver) return shift.moneyOutDone || shift.drawer === 0 ? 'closeShift' : 'moneyOut';
  if (shift.encashments === 0) return 'moneyIn';
  return operation ? 'operation' : 'receipt';
}

/**
 * The document of a step, and the state that it leaves when it is accepted. Pure: the goods of a register's n-th receipt follow from
 * the seed, the register and n, whatever the time and however often the process was killed.
 * @throws RangeError for a step that the state does not allow
 */
export function makeDocument(
  step: Exclude<Step, 'operation' | 'finished'>,
  state: RegisterState,
  { identity, nowMs }: { identity: RegisterIdentity; nowMs: number },
): RegisterState & { outgoing: OutgoingDocument } {
  if (step === 'openShift') return openShift(state, identity, nowMs);
  const { shift } = state;
  if (!shift) throw new RangeError(`${step} needs an open shift`);
  switch (step) {
    case 'moneyIn': {
      const random = createSeededRandom('float', identity.seed, identity.index, shift.number);
      const sum = wholeBetween(random, 30, 100) * HUNDRED_ROUBLES;
      return moveCash(state, shift, { type: 'MONEY_IN', sum }, identity, nowMs);
    }
    case 'moneyOut':
      return moveCash(state, shift, { type: 'MONEY_OUT', sum: shift.drawer }, identity, nowMs);
    case 'receipt':
      return sell(state, shift, identity, nowMs);
    case 'closeShift':
      return closeShift(state, shift, nowMs);
    default:
      return assertNever(step);
  }
}

function openShift(state: RegisterState, identity: RegisterIdentity, nowMs: number) {
  const number = state.lastShiftNumber + 1;
  const shift: ShiftState = {
    number,
    openedAtMs: nowMs,
    receipts: 0,
    encashments: 0,
    drawer: 0,
    moneyOutDone: false,
    totals: { sales: 0, refunds: 0, cash: 0, cashless: 0, moneyIn: 0, moneyOut: 0 },
  };
  const body = { number, openedAt: isoDate(nowMs), cashier: cashierOf(identity, number) };
  return {
    ...state,
    lastShiftNumber: number,
    fiscalDocuments: state.fiscalDocuments + 1,
    shift,
    outgoing: { kind: 'shiftOpening' as const, path: 'device/shifts', body, shift: number },
  };
}

function closeShift(state: RegisterState, shift: ShiftState, nowMs: number) {
  const body = { closedAt: isoDate(nowMs), totals: { receiptsCount: shift.receipts, ...shift.totals } };
  return {
    ...state,
    fiscalDocuments: state.fiscalDocuments + 1,
    shift: null,
    outgoing: {
      kind: 'shiftClosing' as const,
      path: `device/shifts/${shift.number}/close`,
      body,
      shift: shift.number,
    },
  };
}

function moveCash(
  state: RegisterState,
  shift: ShiftState,
  { type, sum }: { type: 'MONEY_IN' | 'MONEY_OUT'; sum: number },
  identity: RegisterIdentity,
  nowMs: number,
) {
  const isIn = type === 'MONEY_IN';
  const number = shift.encashments + 1;
  const moved: ShiftState = {
    ...shift,
    encashments: number,
    drawer: shift.drawer + (isIn ? sum : -sum),
    moneyOutDone: shift.moneyOutDone || !isIn,
    totals: {
      ...shift.totals,
      ...(isIn ? { moneyIn: shift.totals.moneyIn + sum } : { moneyOut: shift.totals.moneyOut + sum }),
    },
  };
  const cashier = cashierOf(identity, shift.number);
  const date = { date: isoDate(nowMs), localDate: localDate(nowMs) };
  const body = { shiftId: shift.number, number, type, sum, ...date, cashier };
  return {
    ...state,
    shift: moved,
    outgoing: {
      kind: 'encashment' as const,
      path: 'device/encashments',
      body,
      shift: shift.number,
      number,
    },
  };
}

function sell(state: RegisterState, shift: ShiftState, identity: RegisterIdentity, nowMs: number) {
  const random = createSeededRandom('receipt', identity.seed, identity.index, state.receiptsMade);
  const returned = pickReturned(random, state.refundable, shift.drawer);
  const sale = returned ?? makeSale(random);
  const sign = returned ? -1 : 1;
  const cash = sign * cashOf(sale);
  const number = shift.receipts + 1;
  const fiscalDocumentNumber = String(state.fiscalDocuments + 1);
  const fiscalDocumentSign = String(wholeBetween(random, 1, 2 ** 32 - 1));
  const { fnNumber, registryNumber } = identity;
  const sold: ShiftState = {
    ...shift,
    receipts: number,
    drawer: shift.drawer + cash,
    totals: {
      ...shift.totals,
      sales: shift.totals.sales + (returned ? 0 : sale.amount),
      refunds: shift.totals.refunds + (returned ? sale.amount : 0),
      cash: shift.totals.cash + cash,
      cashless: shift.totals.cashless + sign * sale.amount - cash,
    },
  };
  const body = {
    shiftId: shift.number,
    number,
    type: returned ? 'REFUND' : 'SALE',
    ...sale,
    date: isoDate(nowMs),
    localDate: localDate(nowMs),
    cashier: cashierOf(identity, shift.number),
    checkURL: `https://ofd.example/check?fn=${fnNumber}&i=${fiscalDocumentNumber}&fp=${fiscalDocumentSign}`,
    fiscalDocumentNumber,
    fiscalDocumentSign,
    fnNumber,
    registryNumber,
  };
  return {
    ...state,
    receiptsMade: state.receiptsMade + 1,
    fiscalDocuments: state.fiscalDocuments + 1,
    refundable: returned
      ? state.refundable.filter((other) => other !== returned)
      : [...state.refundable, sale].slice(-REFUNDABLE_MAX),
    shift: sold,
    outgoing: { kind: 'receipt' as const, path: 'device/receipts', body, shift: shift.number, number },
  };
}

/** An earlier sale that a customer brings back; only one whose cash is in the drawer. */
function pickReturned(random: Random, refundable: readonly Sale[], drawer: number): Sale | null {
  const isRefund = random() < REFUND_SHARE;
  const affordable = refundable.filter((sale) => cashOf(sale) <= drawer);
  return isRefund && affordable.length > 0 ? oneOf(random, affordable) : null;
}

function isoDate(atMs: number): string {
  return new Date(atMs).toISOString();
}
