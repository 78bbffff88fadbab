import { waitFor } from '@kassahook/testing/waitFor';
import type { Cabinet } from '../cabinet.js';
import type { Owner } from '../owner.js';
import { createTill } from '../till.js';

/** What the pictures are taken of. */
export interface Day {
  receiptId: string;
  /** A delivery that has failed twice and waits for its third tier. */
  deliveryId: string;
}

/** How long before the picture each receipt was sold; a quiet morning, a busy noon. */
const MINUTES_AGO = [
  ...[470, 452, 421, 404, 398, 371, 352, 341, 330, 322, 309, 301, 288, 276, 271, 262, 250, 241, 228],
  ...[214, 201, 186, 170, 149, 131, 118, 97, 80, 66, 41, 23, 9],
];
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A zone where it is past three now: a day has something to show there, whenever the pictures are taken. */
export const AFTERNOON = zoneWithHour(15);
const BUSY = { status: 500, headers: { 'content-type': 'application/json' }, body: '{"error":"busy"}' };

/** A day of a coffee shop with two registers: one webhook hears everything, another one's server is down. */
export async function createDay(cabinet: Cabinet, owner: Owner): Promise<Day> {
  const { receiver } = cabinet.pipeline;
  receiver.script('/stock', () => BUSY);
  const create = async <Made>(path: string, body: object): Promise<Made> =>
    (await owner.call('POST', path, body)) as Made;
  const list = async (path: string) => (await owner.call('GET', path)) as { id: string; attempts: number }[];
  const [shop] = await list('/api/shops');
  const veranda = await create<{ id: number; deviceToken: string }>('/api/devices', {
    name: 'Касса на веранде',
    groupId: shop?.id,
  });
  const site = await create<{ id: string }>('/api/webhooks', {
    url: receiver.url('/site'),
    description: 'Сайт',
    types: { receipts: true, shifts: true, products: true },
  });

  const entrance = createTill(cabinet, owner);
  const terrace = createTill(cabinet, {
    ...owner,
    deviceId: veranda.id,
    deviceToken: veranda.deviceToken,
  });
  await entrance.openShift(7);
  await terrace.openShift(4);
  for (const [index, minutes] of MINUTES_AGO.entries()) {
    const amount = 12_000 + ((index * index * 7_919) % 61) * 1_000;
    await (index % 3 === 0 ? terrace : entrance).receipt(index + 1, {
      ...soldAgo(minutes),
      amount,
      payments: [{ type: index % 3 === 1 ? 'CASH' : 'CASHLESS', amount }],
    });
  }
  // Subscribed late: a server that fails one delivery after another is soon given a rest, and no delivery of its would be tried again.
  const stock = await create<{ id: string }>('/api/webhooks', {
    url: receiver.url('/stock'),
    description: 'Склад',
    types: { receipts: true },
  });
  const receiptId = await entrance.receipt(MINUTES_AGO.length + 1, {
    ...soldAgo(0),
    amount: 113_000,
    discount: 6_000,
    payments: [
      { type: 'CASH', amount: 50_000 },
      { type: 'CASHLESS', amount: 63_000 },
    ],
    positions: [
      {
        name: 'Кофе в зёрнах «Лесной», 250 г',
        type: 'COUNTABLE',
        quantity: 1_000,
        price: 69_000,
        discount: 6_000,
        tax: 'NDS_22',
      },
      { name: 'Капучино 0,3 л', type: 'COUNTABLE', quantity: 2_000, price: 25_000, tax: 'NDS_10' },
    ],
  });

  const failed = await waitFor(
    async () =>
      (await list(`/api/deliveries?webhookId=${stock.id}&state=waiting`)).find(
        ({ attempts }) => attempts === 2,
      ),
    { timeoutMs: 30_000, what: 'a delivery that failed twice' },
  );
  await waitFor(
    async () =>
      (await list(`/api/deliveries?webhookId=${site.id}&state=delivered&limit=100`)).length >
      MINUTES_AGO.length,
    { timeoutMs: 30_000, what: 'a webhook that heard everything' },
  );
  return { receiptId, deliveryId: failed.id };
}

/** A register says both the moment and what its own clock on the wall showed. */
function soldAgo(minutes: number): { date: string; localDate: string } {
  const atMs = Date.now() - minutes * MINUTE_MS;
  return {
    date: new Date(atMs).toISOString(),
    localDate: new Date(atMs + AFTERNOON.aheadMs).toISOString().replace('Z', ''),
  };
}

/** The zone, half a day away at most, whose clocks show this hour. */
function zoneWithHour(hour: number): { name: string; aheadMs: number } {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // POSIX counts to the west: Moscow is GMT-3.
  return { name: `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`, aheadMs: ahead * HOUR_MS };
}
