/** What a register reports of an ordinary sale: two lines, paid by card. About 1 KB as it is delivered. */
const RECEIPT = {
  shiftId: 0,
  number: 0,
  type: 'SALE',
  amount: 42_800,
  discount: 0,
  date: '',
  payments: [{ type: 'CASHLESS', amount: 42_800 }],
  positions: [
    {
      name: 'Кофе латте 0,3 л',
      type: 'COUNTABLE',
      quantity: 1_000,
      price: 24_900,
      discount: 0,
      barcode: '4600000000015',
      tax: 'NDS_20',
    },
    {
      name: 'Круассан сливочный',
      type: 'COUNTABLE',
      quantity: 1_000,
      price: 17_900,
      discount: 0,
      barcode: '4600000000022',
      tax: 'NDS_10',
    },
  ],
  cashier: { tabNumber: '7', name: 'Ольга Смирнова', role: 'CASHIER' },
  fiscalDocumentNumber: '48213',
  fiscalDocumentSign: '2718281828',
  fnNumber: '9999078900012345',
  registryNumber: '0000000001000123',
};

const [HEAD, , TAIL] = JSON.stringify(RECEIPT).split(/("shiftId":0,"number":0)/) as [string, string, string];

/** The receipt as JSON text: only what differs is written anew, so that the driver takes little of the machine that it measures. */
export function receiptText(shiftId: number, number: number): string {
  const tail = TAIL.replace('"date":""', `"date":"${new Date().toISOString()}"`);
  return `${HEAD}"shiftId":${shiftId},"number":${number}${tail}`;
}
