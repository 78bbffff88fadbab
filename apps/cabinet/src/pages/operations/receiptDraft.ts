import type { components } from '@kassahook/client';
import { parseMoney } from '../../format/money.js';
import { lineTotal, STANDARD_TAX } from '../receipts/vat.js';

export type ReceiptBody = components['schemas']['PostReceiptBody'];
type TaxMode = ReceiptBody['taxMode'];
type PositionType = ReceiptBody['positions'][number]['type'];

/** A position as it is being typed. */
export interface DraftLine {
  /** Of this form only: keeps what is typed where it is when lines come and go. */
  key: number;
  name: string;
  quantity: string;
  /** Roubles for one. */
  price: string;
  tax: string;
  type: PositionType;
}

/** A receipt as it is being typed. */
export interface ReceiptDraft {
  deviceId: string | null;
  type: ReceiptBody['type'];
  taxMode: TaxMode;
  timeoutMinutes: number;
  lines: DraftLine[];
  /** Roubles. */
  cash: string;
  cashless: string;
  email: string;
  phone: string;
}

export interface DraftSums {
  /** Kopecks. */
  total: number;
  paid: number;
  /** What is still to be paid; 0 when all of it is. */
  left: number;
  /** What goes back from the cash. */
  change: number;
  /** Paid too much by card: nothing goes back from there. */
  over: number;
}

/** What is wrong with a field, as a word of the page. */
export type DraftProblem =
  | 'register'
  | 'name'
  | 'quantity'
  | 'price'
  | 'sum'
  | 'total'
  | 'tooMuch'
  | 'nothingPaid'
  | 'underpaid'
  | 'overpaid'
  | 'contact'
  | 'email'
  | 'phone';

/** By the paths of the API's own answers, so that one word stands under one field wherever it comes from. */
export type DraftProblems = Readonly<Partial<Record<string, DraftProblem>>>;

/** Of the API: libs/contracts/src/fiscalOperation.ts. */
const KOPECKS_MAX = 1_000_000_000_000;
const PIECES_MAX = 1_000_000;
const NAME_MAX = 512;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const EMAIL_MAX = 254;
const PHONE = /^\+?[\d\s()-]{5,24}$/;

export function emptyLine(key: number, tax: string = STANDARD_TAX): DraftLine {
  return { key, name: '', quantity: '1', price: '', tax, type: 'COUNTABLE' };
}

export function emptyDraft(): ReceiptDraft {
  return {
    deviceId: null,
    type: 'SALE',
    taxMode: 'DEFAULT',
    timeoutMinutes: 5,
    lines: [emptyLine(0)],
    cash: '',
    cashless: '',
    email: '',
    phone: '',
  };
}

/** What a person typed, `0,35` or `2`, in thousandths; null when it is no quantity. */
export function parseQuantity(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(plain)) return null;
  const thousandths = Math.round(Number(plain) * 1_000);
  return thousandths > 0 && thousandths <= PIECES_MAX * 1_000 ? thousandths : null;
}

/** Kopecks of a line; null while it is not readable. */
export function lineSum({ quantity, price }: Pick<DraftLine, 'quantity' | 'price'>): number | null {
  const [thousandths, kopecks] = [parseQuantity(quantity), parseMoney(price)];
  return thousandths === null || kopecks === null
    ? null
    : lineTotal({ quantity: thousandths, price: kopecks });
}

/** What the receipt comes to so far; what cannot be read yet counts nothing. */
export function sumsOf({ lines, cash, cashless }: ReceiptDraft): DraftSums {
  const total = lines.reduce((sum, line) => sum + (lineSum(line) ?? 0), 0);
  const [byCash, byCard] = [parseMoney(cash) ?? 0, parseMoney(cashless) ?? 0];
  const paid = byCash + byCard;
  const over = Math.max(0, byCard - total);
  return { total, paid, left: Math.max(0, total - paid), change: Math.max(0, paid - total - over), over };
}

/** Everything that the API would refuse, by its paths. */
export function problemsOf(draft: ReceiptDraft): DraftProblems {
  const problems: Record<string, DraftProblem> = {};
  if (draft.deviceId === null) problems['deviceId'] = 'register';
  draft.lines.forEach((line, place) => {
    const at = `positions.${place}`;
    if (line.name.trim() === '' || line.name.length > NAME_MAX) problems[`${at}.name`] = 'name';
    if (parseQuantity(line.quantity) === null) problems[`${at}.quantity`] = 'quantity';
    if (parseMoney(line.price) === null) problems[`${at}.price`] = 'price';
    else if ((lineSum(line) ?? 0) > KOPECKS_MAX) problems[`${at}.price`] = 'tooMuch';
  });
  const isWrong = (text: string): boolean => text.trim() !== '' && parseMoney(text) === null;
  if (isWrong(draft.cash)) problems['cash'] = 'sum';
  if (isWrong(draft.cashless)) problems['cashless'] = 'sum';
  const { total, paid, left, over } = sumsOf(draft);
  const areReadable = draft.lines.every((line) => lineSum(line) !== null);
  if (areReadable && total === 0) problems['total.priceSum'] = 'total';
  else if (total > KOPECKS_MAX) problems['total.priceSum'] = 'tooMuch';
  if (areReadable && problems['cash'] === undefined && problems['cashless'] === undefined) {
    if (over > 0) problems['payments'] = 'overpaid';
    else if (total > 0 && paid === 0) problems['payments'] = 'nothingPaid';
    else if (left > 0) problems['payments'] = 'underpaid';
  }
  const [email, phone] = [draft.email.trim(), draft.phone.trim()];
  if (email === '' && phone === '') problems['attributes'] = 'contact';
  if (email !== '' && (email.length > EMAIL_MAX || !EMAIL.test(email)))
    problems['attributes.email'] = 'email';
  if (phone !== '' && !PHONE.test(phone)) problems['attributes.phone'] = 'phone';
  return problems;
}

/** The body of `POST /api/receipts`; only of a draft without problems. Quantities are in pieces, as shops write them. */
export function bodyOf(draft: ReceiptDraft): ReceiptBody {
  const { total } = sumsOf(draft);
  const [cash, cashless] = [parseMoney(draft.cash) ?? 0, parseMoney(draft.cashless) ?? 0];
  const [email, phone] = [draft.email.trim(), draft.phone.trim()];
  return {
    deviceId: Number(draft.deviceId),
    type: draft.type,
    taxMode: draft.taxMode,
    timeout: draft.timeoutMinutes,
    positions: draft.lines.map((line) => ({
      name: line.name.trim(),
      type: line.type,
      quantity: (parseQuantity(line.quantity) ?? 0) / 1_000,
      price: parseMoney(line.price) ?? 0,
      priceSum: lineSum(line) ?? 0,
      tax: line.tax,
    })),
    payments: [
      ...(cash > 0 ? [{ type: 'CASH' as const, sum: cash }] : []),
      ...(cashless > 0 ? [{ type: 'CASHLESS' as const, sum: cashless }] : []),
    ],
    attributes: { ...(email !== '' && { email }), ...(phone !== '' && { phone }) },
    total: { priceSum: total },
  };
}

/** Kopecks as a person types them: `1250,50`. */
export function typedMoney(kopecks: number): string {
  const roubles = String(Math.floor(kopecks / 100));
  return kopecks % 100 === 0 ? roubles : `${roubles},${String(kopecks % 100).padStart(2, '0')}`;
}
