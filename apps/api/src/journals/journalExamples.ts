/* A realistic document of each journal, for the descriptions of the endpoints. */

const place = { deviceId: 17, shopId: 4 };
const cashier = { tabNumber: '7', name: 'Иванова А. П.', inn: '500100732259' };

export const receiptExample = {
  id: '0b8f3f0e-51f6-5d0a-9a33-6a4b9f1c2d3e',
  _id: '0b8f3f0e-51f6-5d0a-9a33-6a4b9f1c2d3e',
  type: 'SALE',
  amount: 17_980,
  discount: 0,
  ...place,
  shiftId: 231,
  number: 42,
  localDate: '2026-03-01T12:00:00.000',
  date: '2026-03-01T09:00:00.000Z',
  payments: [{ type: 'CASHLESS', amount: 17_980 }],
  positions: [
    {
      name: 'Молоко 3,2 %',
      type: 'COUNTABLE',
      quantity: 2_000,
      price: 8_990,
      discount: 0,
      barcode: '4600000000017',
      tax: 'NDS_10',
    },
  ],
  cashier,
  checkURL: 'https://ofd.example/check/0000000001012345/4711',
  fiscalDocumentNumber: '4711',
  fiscalDocumentSign: '1234567890',
  fnNumber: '9960440300000001',
  registryNumber: '0000000001012345',
  fiscalCheck: 't=20260301T1200&s=179.80&fn=9960440300000001&i=4711&fp=1234567890&n=1',
};

export const shiftExample = {
  id: '3d2a6c52-8c0e-5c53-8a56-0f1e2d3c4b5a',
  shiftId: 231,
  ...place,
  cashier,
  openedAt: '2026-03-01T06:00:00.000Z',
  closedAt: '2026-03-01T18:00:00.000Z',
  status: 'CLOSED',
  totals: { receiptsCount: 118, sales: 2_310_400, refunds: 17_980 },
};

export const encashmentExample = {
  id: '91c7a0de-0a8b-5f1d-b0c2-d3e4f5061728',
  ...place,
  type: 'MONEY_IN',
  shiftId: 231,
  cashier,
  sum: 500_000,
  localDate: '2026-03-01T09:05:00.000',
  date: '2026-03-01T06:05:00.000Z',
};

export const operationExample = {
  id: '019f2c1e-7a10-7d3b-9c55-2b1a0f9e8d7c',
  externalId: '7b0f3f62-0a54-4f6f-8f0c-0d2a7c4d9e11',
  type: 'EXTERNAL_RECEIPT',
  status: 'SUCCESS',
  createdAt: '2026-03-01T09:00:00.000Z',
  completedAt: '2026-03-01T09:00:03.000Z',
  data: { receiptId: receiptExample.id },
};
