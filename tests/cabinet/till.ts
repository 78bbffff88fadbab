import type { Cabinet } from './cabinet.js';
import type { Owner } from './owner.js';

/** What a register says; `POST /api/device/...`. */
export interface Till {
  openShift(number: number): Promise<string>;
  closeShift(number: number, totals: object): Promise<void>;
  receipt(number: number, changes?: object): Promise<string>;
  encashment(number: number, changes: object): Promise<void>;
  /** Waits for the operation that somebody asked for, and begins it. */
  takeOperation(): Promise<{ id: string }>;
  print(operation: { id: string }, number: number): Promise<void>;
  fail(operation: { id: string }, error: { code: string; message: string }): Promise<void>;
}

const CASHIER = { tabNumber: '7', name: 'Мария Иванова', role: 'CASHIER' };
const FISCAL = { fnNumber: '9999078900000961', registryNumber: '0000000001012345' };
/** The fiscal documents of a register go on from shift to shift. */
const DOCUMENTS_PER_SHIFT = 1_000;

/** Somebody's cash register, which a test works by hand. */
export function createTill(cabinet: Cabinet, owner: Owner): Till {
  let shift = 1;
  async function report(path: string, body: object): Promise<unknown> {
    const answer = await cabinet.pipeline.call(owner.deviceToken, 'POST', `/api/device/${path}`, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  const idOf = (body: unknown): string => (body as { id: string }).id;
  const printed = (number: number) => {
    const date = new Date().toISOString();
    const fiscalDocumentNumber = String(shift * DOCUMENTS_PER_SHIFT + number);
    return {
      shiftId: shift,
      number,
      date,
      localDate: date.replace('Z', ''),
      cashier: CASHIER,
      checkURL: 'https://ofd.example/check',
      fiscalDocumentNumber,
      fiscalDocumentSign: '2718281828',
      ...FISCAL,
    };
  };
  return {
    async openShift(number) {
      shift = number;
      return idOf(await report('shifts', { number, openedAt: new Date().toISOString(), cashier: CASHIER }));
    },
    async closeShift(number, totals) {
      await report(`shifts/${number}/close`, { closedAt: new Date().toISOString(), totals });
    },
    async receipt(number, changes = {}) {
      const sold = {
        type: 'SALE',
        amount: 125_000,
        payments: [{ type: 'CASHLESS', amount: 125_000 }],
        positions: [
          { name: 'Кофе в зёрнах', type: 'COUNTABLE', quantity: 1_000, price: 125_000, tax: 'NDS_20' },
        ],
      };
      return idOf(await report('receipts', { ...printed(number), ...sold, ...changes }));
    },
    async encashment(number, changes) {
      const { shiftId, date, localDate, cashier } = printed(number);
      await report('encashments', { shiftId, number, date, localDate, cashier, ...changes });
    },
    async takeOperation() {
      const operation = (await report('operations/next', { waitMs: 10_000 })) as {
        id: string;
        lease: { id: string };
      } | null;
      if (!operation) throw new Error('nobody asked this register to print');
      await report(`operations/${operation.id}/accept`, { leaseId: operation.lease.id });
      return operation;
    },
    async print({ id }, number) {
      await report(`operations/${id}/complete`, printed(number));
    },
    async fail({ id }, error) {
      await report(`operations/${id}/fail`, error);
    },
  };
}
