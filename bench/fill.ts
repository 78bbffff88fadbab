import type { Mongo } from '@kassahook/mongo/mongo';
import { documentIdOf } from '@kassahook/platform/ids';
import type { Postgres } from '@kassahook/postgres/postgres';

export interface Filling {
  accountId: string;
  /** At most. */
  rows: number;
  limitMs: number;
}

const PRODUCTS_AT_ONCE = 50_000;
const RECEIPTS_AT_ONCE = 1_000;
const RECEIPT_EVERY_MS = 10_000;

/** Puts products into the table by SQL, without their events: nobody hears of them. @returns how many */
export async function fillProducts(
  { sequelize }: Postgres,
  { accountId, rows, limitMs }: Filling,
): Promise<number> {
  const until = performance.now() + limitMs;
  let count = 0;
  while (count < rows && performance.now() < until) {
    await sequelize.query(
      `INSERT INTO products (id, account_id, name, type, quantity, price, prices, is_marked, meta, barcodes, vendor_codes, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'Молоко 3,2 % № ' || i, 'COUNTABLE', 1000, 8990 + i, '[]', false, '{}',
         ARRAY['460' || i], '{}', now() + i * interval '1 millisecond', now()
       FROM generate_series($2::integer, $3::integer) AS i`,
      { bind: [accountId, count + 1, count + PRODUCTS_AT_ONCE] },
    );
    count += PRODUCTS_AT_ONCE;
  }
  await sequelize.query('ANALYZE products');
  return count;
}

/** Puts receipts into their journal by the driver, without their events. @returns how many, and the place of the middle one */
export async function fillReceipts(
  mongo: Mongo,
  { accountId, rows, limitMs }: Filling,
): Promise<{ count: number; middle: string }> {
  const collection = mongo.db().collection<{ _id: string }>('receipts');
  const until = performance.now() + limitMs;
  const firstMs = Date.now() - rows * RECEIPT_EVERY_MS;
  let count = 0;
  while (count < rows && performance.now() < until) {
    const from = count;
    const documents = Array.from({ length: RECEIPTS_AT_ONCE }, (_, index) =>
      receiptOf({
        accountId,
        number: from + index + 1,
        date: new Date(firstMs + (from + index) * RECEIPT_EVERY_MS),
      }),
    );
    await collection.insertMany(documents, { ordered: false });
    count += RECEIPTS_AT_ONCE;
  }
  const number = Math.floor(count / 2);
  const middle = receiptOf({ accountId, number, date: new Date(firstMs + (number - 1) * RECEIPT_EVERY_MS) });
  return { count, middle: `${middle.date.toISOString()}_${middle._id}` };
}

function receiptOf({ accountId, number, date }: { accountId: string; number: number; date: Date }) {
  const deviceId = 1 + (number % 4);
  return {
    _id: documentIdOf('receipt', accountId, deviceId, number),
    __v: 0,
    accountId,
    type: 'SALE',
    amount: 42_800,
    discount: 0,
    deviceId,
    shopId: 1,
    shiftId: 1 + Math.floor(number / 500),
    number,
    localDate: date.toISOString().slice(0, -1),
    date,
    payments: [{ type: 'CASHLESS', amount: 42_800 }],
    positions: [
      { name: 'Кофе латте 0,3 л', type: 'COUNTABLE', quantity: 1_000, price: 24_900, tax: 'NDS_20' },
      { name: 'Круассан сливочный', type: 'COUNTABLE', quantity: 1_000, price: 17_900, tax: 'NDS_10' },
    ],
    cashier: { tabNumber: '7', name: 'Ольга Смирнова' },
    checkURL: '',
    fiscalDocumentNumber: String(100_000 + number),
    fiscalDocumentSign: '2718281828',
    fnNumber: '9999078900012345',
    registryNumber: '0000000001000123',
  };
}
