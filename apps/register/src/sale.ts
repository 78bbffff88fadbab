import type { Random } from '@kassahook/platform/randomness';
import { CATALOGUE, type Goods } from './catalogue.js';
import { oneOf, wholeBetween } from './seededRandom.js';

export interface Position {
  name: string;
  type: Goods['type'];
  /** Thousandths: 1000 is a piece or a kilogram. */
  quantity: number;
  /** Kopecks for one unit. */
  price: number;
  /** Kopecks for the line. */
  discount: number;
  barcode: string;
  vendorCode: string;
  tax: Goods['tax'];
}

export interface Payment {
  type: 'CASH' | 'CASHLESS';
  amount: number;
}

/** What a customer buys and how they pay: everything of a receipt but its numbers and its time. */
export interface Sale {
  /** What is paid: lines less discounts, and the sum of the payments. */
  amount: number;
  discount: number;
  positions: Position[];
  payments: Payment[];
}

const POSITIONS_MAX = 8;
/** One customer in six has a card of the shop. */
const CARD_SHARE = 1 / 6;
const CARD_DISCOUNT = 0.05;
const CASH_SHARE = 0.3;
const MIXED_SHARE = 0.08;
/** Below this nobody divides a payment. */
const MIXED_FROM = 200_00;
const ROUBLE = 100;

/** The price of a line before its discount, in kopecks; half a kopeck is rounded up, as registers do. */
export function lineTotal({ price, quantity }: Pick<Position, 'price' | 'quantity'>): number {
  return Math.floor((price * quantity + 500) / 1000);
}

/** One customer's sale. The same chance gives the same sale. */
export function makeSale(random: Random): Sale {
  const discountRate = random() < CARD_SHARE ? CARD_DISCOUNT : 0;
  // Squared: most baskets are small.
  const count = 1 + Math.floor(random() ** 2 * POSITIONS_MAX);
  const positions = pickGoods(random, count).map((goods) => makePosition(random, goods, discountRate));
  const discount = positions.reduce((sum, position) => sum + position.discount, 0);
  const amount = positions.reduce((sum, position) => sum + lineTotal(position), 0) - discount;
  return { amount, discount, positions, payments: makePayments(random, amount) };
}

/** Cash in a sale, in kopecks. */
export function cashOf(sale: Pick<Sale, 'payments'>): number {
  return sale.payments.reduce((sum, { type, amount }) => sum + (type === 'CASH' ? amount : 0), 0);
}

/** Different goods, popular ones more often. */
function pickGoods(random: Random, count: number): Goods[] {
  const picked = new Set<Goods>();
  while (picked.size < count) picked.add(pickByPopularity(random));
  return [...picked];
}

const POPULARITY_TOTAL = CATALOGUE.reduce((sum, { popularity }) => sum + popularity, 0);

function pickByPopularity(random: Random): Goods {
  let left = random() * POPULARITY_TOTAL;
  for (const goods of CATALOGUE) {
    left -= goods.popularity;
    if (left < 0) return goods;
  }
  return oneOf(random, CATALOGUE);
}

function makePosition(random: Random, goods: Goods, discountRate: number): Position {
  const { name, type, price, tax, barcode, vendorCode } = goods;
  const quantity =
    type === 'SCALABLE' ? wholeBetween(random, 60, 1_250) * 2 : 1_000 * (1 + Math.floor(random() ** 3 * 5));
  const discount = Math.floor(lineTotal({ price, quantity }) * discountRate);
  return { name, type, quantity, price, discount, barcode, vendorCode, tax };
}

function makePayments(random: Random, amount: number): Payment[] {
  const way = random();
  if (way < CASH_SHARE) return [{ type: 'CASH', amount }];
  if (way < CASH_SHARE + MIXED_SHARE && amount >= MIXED_FROM) {
    const cash = wholeBetween(random, 1, Math.floor(amount / ROUBLE) - 1) * ROUBLE; // whole roubles from the purse
    return [
      { type: 'CASH', amount: cash },
      { type: 'CASHLESS', amount: amount - cash },
    ];
  }
  return [{ type: 'CASHLESS', amount }];
}
