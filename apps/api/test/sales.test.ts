import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SalesReportView } from '@kassahook/contracts/sales';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

/** Half past eleven in the evening in Moscow: there it is still the first, in Vladivostok the second. */
const NOW = '2026-03-01T20:30:00.000Z';
let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi({}, { clock: { now: () => Date.parse(NOW) } });
  account = await harness.createAccount();
  await report('shifts', { number: 1, openedAt: '2026-02-01T00:00:00.000Z' });
  await sell(1, '2026-02-28T20:59:59.999Z', 1_000);
  await sell(2, '2026-02-28T21:00:00.000Z', 2_000);
  await sell(3, '2026-03-01T09:29:59.000Z', 3_000);
  await sell(4, '2026-03-01T09:30:00.000Z', 4_000, 'REFUND');
  await sell(5, '2026-03-01T09:59:00.000Z', 5_001);
});
afterAll(async () => {
  await harness.close();
});

async function report(path: string, body: object): Promise<void> {
  const answer = await harness.call('POST', `/api/device/${path}`, { token: account.deviceToken, body });
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}`);
}
const sell = (number: number, date: string, amount: number, type = 'SALE') =>
  report('receipts', {
    shiftId: 1,
    number,
    type,
    amount,
    date,
    payments: [{ type: 'CASH', amount }],
    positions: [{ name: 'Чай', type: 'COUNTABLE', quantity: 1_000, price: amount, tax: 'NO_NDS' }],
  });
const get = (query: string, token = account.token) =>
  harness.call('GET', `/api/reports/sales?${query}`, { token });
async function sales(query: string): Promise<SalesReportView> {
  const { status, body } = await get(query);
  expect(status).toBe(200);
  return body as SalesReportView;
}
const hoursOf = ({ hours }: SalesReportView) =>
  hours.map(({ at, localTime, total }) => [at.slice(0, 16), localTime.slice(0, 16), total.value]);

describe('/api/reports/sales', () => {
  it('when only a zone is given, then it is its current day, by its hours', async () => {
    const moscow = await sales('timeZone=Europe/Moscow');
    expect(moscow.query).toEqual({
      from: '2026-02-28T21:00:00.000Z',
      to: '2026-03-01T20:59:59.999Z',
      timeZone: 'Europe/Moscow',
    });
    const sum = (value: number, count: number) => ({ value, count });
    const money = {
      total: sum(6_001, 4),
      cash: sum(6_001, 4),
      cashless: sum(0, 0),
      sales: sum(10_001, 3),
      refunds: sum(4_000, 1),
      average: 3_334,
    };
    expect(moscow.summary).toEqual(money);
    expect(moscow.devices).toEqual([{ deviceId: account.deviceId, ...money }]);
    expect(hoursOf(moscow)).toEqual([
      ['2026-02-28T21:00', '2026-03-01T00:00', 2_000],
      ['2026-03-01T09:00', '2026-03-01T12:00', 4_001],
    ]);
    expect((await sales('timeZone=Asia/Vladivostok')).hours).toEqual([]);
  });

  it('when the zone is half an hour off, then its hours are too', async () => {
    expect(hoursOf(await sales('timeZone=330&from=2026-03-01'))).toEqual([
      ['2026-02-28T20:30', '2026-03-01T02:00', 3_000],
      ['2026-03-01T08:30', '2026-03-01T14:00', 3_000],
      ['2026-03-01T09:30', '2026-03-01T15:00', 1_001],
    ]);
    expect((await sales('timeZone=+05:30&to=2026-03-01')).query).toMatchObject({
      from: '2026-02-28T18:30:00.000Z',
      to: '2026-03-01T18:29:59.999Z',
      timeZone: '+05:30',
    });
  });

  it('when instants are given, then both are included, in UTC without a zone', async () => {
    const some = await sales('from=2026-02-28T21:00:00Z&to=2026-03-01T09:29:59');
    expect(some.summary.total).toEqual({ value: 5_000, count: 2 });
    expect(some.query.timeZone).toBe('UTC');
    expect((await sales('from=2026-02-28&to=2026-03-01')).summary.total.count).toBe(5);
    expect((await sales('from=2026-03-01T09:30:00Z')).query.to).toBe('2026-03-01T23:59:59.999Z');
  });

  it('when registers without receipts are asked for, or by another account, then there is nothing', async () => {
    const none = await sales('devices=2000000000&from=2026-03-01');
    expect(none).toMatchObject({ query: { devices: [2_000_000_000] }, hours: [], devices: [] });
    expect(none.summary).toMatchObject({ total: { value: 0, count: 0 }, average: null });
    const other = await harness.createAccount();
    const { body } = await get('from=2026-03-01', other.token);
    expect(body).toMatchObject({ summary: { total: { count: 0 } } });
  });

  it('when the range is a month, then it is answered; a day more is not', async () => {
    expect((await get('from=2026-01-30&to=2026-03-01&timeZone=Europe/Berlin')).status).toBe(200);
    expect((await get('from=2026-01-29&to=2026-03-01')).body).toMatchObject({
      status: 400,
      data: { from: 'at most 31 days before to' },
    });
  });

  it.each([
    ['timeZone=Moscow', 'timeZone'],
    ['timeZone=7', 'timeZone'],
    ['from=yesterday', 'from'],
    ['to=2026-02-30', 'to'],
    ['from=2026-03-02&to=2026-03-01', 'from'],
    ['from=9999-12-31', 'from'],
    ['to=0000-01-01', 'to'],
    ['devices=x', 'devices'],
  ])('when the query is %s, then it is 400 and names %s', async (query, field) => {
    expect((await get(query)).body).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      data: { [field]: expect.stringMatching(/\w/) },
    });
  });

  it('when the token may not read, then it is 403', async () => {
    expect((await get('', account.deviceToken)).status).toBe(403);
  });
});
