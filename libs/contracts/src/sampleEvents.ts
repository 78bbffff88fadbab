import type { Action, EntityType } from '@kassahook/domain/eventType';
import { fiscalCheckOf } from '@kassahook/domain/fiscalCheck';

/** Ids of samples: recognisable, and nobody's. */
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const MINUTE_MS = 60_000;

const place = { deviceId: 1, shopId: 1 };
const fiscal = {
  fiscalDocumentNumber: '1345',
  fiscalDocumentSign: '2718281828',
  fnNumber: '9999078900000961',
};
const cashier = { tabNumber: '7', name: 'Мария Иванова', inn: '500100732259', role: 'CASHIER' };

/** A realistic entity of each kind, as the API shows it, at an instant (Unix ms). */
const SAMPLES: Readonly<Record<EntityType, (nowMs: number) => object>> = {
  PRODUCT: (nowMs) => ({
    id: id(1),
    name: 'Чай чёрный, 100 г',
    type: 'COUNTABLE',
    departmentId: null,
    quantity: 24_000,
    price: 18_900,
    prices: [{ deviceId: 1, value: 18_900 }],
    isMarked: false,
    meta: {},
    barcodes: ['4600702071234'],
    vendorCodes: ['TEA-100'],
    tax: 'NDS_10',
    unit: 'шт',
    createdAt: iso(nowMs - 60 * MINUTE_MS),
    updatedAt: iso(nowMs),
  }),
  DEVICE: () => ({ id: 1, name: 'Касса 1', groupId: 1, sort: 0, timezoneOffset: 180 }),
  DEVICE_REGISTRATION: (nowMs) => ({
    deviceId: 1,
    registryNumber: '0000000001012345',
    fnNumber: '9999078900000961',
    ofd: 'ofd.example',
    taxModes: ['DEFAULT'],
    address: 'Санкт-Петербург, Невский проспект, 1',
    registeredAt: iso(nowMs),
  }),
  ENCASHMENT: (nowMs) => ({
    id: id(2),
    ...place,
    type: 'MONEY_IN',
    shiftId: 12,
    cashier,
    sum: 500_000,
    localDate: local(nowMs),
    date: iso(nowMs),
  }),
  RECEIPT: (nowMs) => ({
    id: id(3),
    _id: id(3),
    type: 'SALE',
    amount: 37_800,
    discount: 0,
    ...place,
    shiftId: 12,
    number: 345,
    localDate: local(nowMs),
    date: iso(nowMs),
    payments: [{ type: 'CASHLESS', amount: 37_800 }],
    positions: [
      {
        id: id(1),
        name: 'Чай чёрный, 100 г',
        type: 'COUNTABLE',
        quantity: 2_000,
        price: 18_900,
        discount: 0,
        barcode: '4600702071234',
        tax: 'NDS_10',
      },
    ],
    cashier,
    checkURL: 'https://ofd.example/check/345',
    ...fiscal,
    registryNumber: '0000000001012345',
    fiscalCheck: fiscalCheckOf({ type: 'SALE', amount: 37_800, localDate: local(nowMs), ...fiscal }),
  }),
  SHIFT: (nowMs) => ({
    id: id(4),
    shiftId: 12,
    ...place,
    cashier,
    openedAt: iso(nowMs),
    status: 'OPENED',
  }),
  OPERATION: (nowMs) => ({
    id: id(5),
    externalId: id(6),
    type: 'EXTERNAL_RECEIPT',
    status: 'PENDING',
    createdAt: iso(nowMs),
  }),
};

/** What an update shows that is not there at the beginning: a shift is closed, an operation comes to its end. */
const UPDATED: Partial<Readonly<Record<EntityType, (nowMs: number) => object>>> = {
  SHIFT: (nowMs) => ({
    openedAt: iso(nowMs - 600 * MINUTE_MS),
    closedAt: iso(nowMs),
    status: 'CLOSED',
    totals: { receiptsCount: 118, sales: 2_310_400, refunds: 17_980 },
  }),
  OPERATION: (nowMs) => ({
    status: 'SUCCESS',
    createdAt: iso(nowMs - 3_000),
    completedAt: iso(nowMs),
    data: { receiptId: id(3) },
  }),
};

/** An entity as a webhook would get it with an event of this kind. */
export function sampleEntity({ type, action }: { type: EntityType; action: Action }, nowMs: number): object {
  return { ...SAMPLES[type](nowMs), ...(action === 'UPDATE' && UPDATED[type]?.(nowMs)) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** The shop's wall clock, three hours east of UTC. */
function local(ms: number): string {
  return iso(ms + 180 * MINUTE_MS).slice(0, -1);
}
