import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deviceReceiptBody } from '@kassahook/contracts/device';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createMetrics } from '@kassahook/platform/metrics';
import { waitFor } from '@kassahook/testing/waitFor';
import { composeRegister } from '../src/compose.js';
import { startDeviceApi, type Behaviour, type ReceivedDocument } from './support.js';

const RECEIPTS = /receipts$/;

describe('composeRegister', () => {
  let folder: string;
  let closing: (() => Promise<void>)[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kassahook-register-'));
    closing = [];
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    await rm(folder, { recursive: true });
  });

  async function startApi(behave?: (request: ReceivedDocument) => Behaviour) {
    const api = await startDeviceApi(behave);
    closing.push(() => api.close());
    return api;
  }

  async function startFloor(
    apiUrl: string,
    settings: {
      tokens?: string[];
      countMax?: number;
      seed?: number;
      receiptsPerMinute?: number;
      paperOutRate?: number;
    } = {},
  ) {
    const failures: Error[] = [];
    const floor = composeRegister({
      settings: {
        API_URL: apiUrl,
        REGISTER_DEVICE_TOKENS: settings.tokens ?? ['token-1'],
        REGISTER_RECEIPTS_PER_MINUTE: settings.receiptsPerMinute ?? 60_000,
        REGISTER_COUNT_MAX: settings.countMax ?? 0,
        REGISTER_SEED: settings.seed ?? 1,
        REGISTER_RHYTHM: 'flat',
        REGISTER_STATE_FILE: join(folder, 'register.json'),
        REGISTER_PRINT_MIN_MS: 10,
        REGISTER_PRINT_MAX_MS: 30,
        REGISTER_PAPER_OUT_RATE: settings.paperOutRate ?? 0,
        REGISTER_OFFLINE_RATE: 0,
        REGISTER_OFFLINE_MS: 100,
        HOST: '127.0.0.1',
        OPS_PORT: 0,
        LOG_LEVEL: 'silent',
        LOG_PRETTY: false,
        WORKER_NAME: '',
        SHUTDOWN_TIMEOUT_MS: 15_000,
      },
      logger: createSilentLogger(),
      metrics: createMetrics({ process: 'register', defaults: false }),
      worker: 'register-test',
      fail: (error) => failures.push(error),
    });
    await floor.start(new AbortController().signal);
    closing.push(() => floor.stop());
    return { ...floor, failures };
  }

  /** That many receipts are in the journal, and every shift is closed. */
  const soldOut = (api: Awaited<ReturnType<typeof startApi>>, receipts: number) =>
    waitFor(
      () =>
        api.documents(RECEIPTS).length === receipts &&
        api.documents(/close$/).length === api.documents(/shifts$/).length,
      { what: `${receipts} receipts in closed shifts`, timeoutMs: 25_000 },
    );

  const goods = (documents: readonly ReceivedDocument[]) =>
    documents.map(({ body }) => [body['type'], body['positions'], body['payments']]);

  it('when a count is set, then exactly so many receipts are sold over all registers, and every shift is closed', async () => {
    const api = await startApi();
    const floor = await startFloor(api.url, { tokens: ['token-1', 'token-2', 'token-3'], countMax: 130 });
    await soldOut(api, 130);
    expect(api.documents(RECEIPTS)).toHaveLength(130);
    expect(new Set(api.documents().map(({ token }) => token)).size).toBe(3);
    expect(api.invalid).toEqual([]);
    expect(api.requests).toHaveLength(api.documents().length); // nothing was sent twice
    await expect(floor.checks['api']?.()).resolves.toBeUndefined();
    expect(floor.failures).toEqual([]);
  });

  it('when answers get lost in every way, then each document arrives, is sent as it was, and numbers have no gap', async () => {
    const ways: Behaviour[] = ['takeAndCut', 'answer', 'cut', '503', 'answer', 'takeAnd500', '401', 'answer'];
    let count = 0;
    const api = await startApi(() => ways[count++ % ways.length] ?? 'answer');
    await startFloor(api.url, { countMax: 10 });
    await soldOut(api, 10);
    expect(api.documents(RECEIPTS).map(({ body }) => body['number'])).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(api.requests.length).toBeGreaterThan(api.documents().length);
    for (const request of api.requests) {
      const sameDocument = api
        .documents()
        .filter(({ path, body }) => path === request.path && body['number'] === request.body['number']);
      expect(sameDocument).toEqual([request]);
    }
  });

  it('when it is killed with a document under way, then it sends that very document again and goes on', async () => {
    let held: ReceivedDocument | null = null;
    const api = await startApi((request) => {
      if (held || request.body['number'] !== 7 || !RECEIPTS.test(request.path)) return 'answer';
      held = request;
      return 'takeAndHang';
    });
    const killed = await startFloor(api.url, { countMax: 15 });
    await waitFor(() => held, { what: 'a document without an answer' });
    // Nothing that a kill would prevent is done here: the second floor starts from the disk while the first one still waits.
    await startFloor(api.url, { countMax: 15 });
    await soldOut(api, 15);
    expect(api.documents(RECEIPTS).map(({ body }) => body['number'])).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    );
    const seventh = api.requests.filter(({ path, body }) => RECEIPTS.test(path) && body['number'] === 7);
    expect(seventh.length).toBeGreaterThanOrEqual(2);
    expect(seventh[1]).toEqual(seventh[0]);
    await api.close(); // which frees the one that waits
    await killed.stop();
  });

  it('when it is stopped and started, then the goods are those of one run, whatever was lost on the way', async () => {
    const whole = await startApi();
    await startFloor(whole.url, { countMax: 60, tokens: ['token-of-one-run'] });
    await soldOut(whole, 60);

    let sendings = 0;
    const parts = await startApi(() => (++sendings % 10 === 0 ? 'takeAndCut' : 'answer'));
    for (let round = 1; round <= 4; round += 1) {
      const floor = await startFloor(parts.url, { countMax: 60 });
      await waitFor(() => parts.documents(RECEIPTS).length >= round * 12, { what: `round ${round}` });
      await floor.stop();
    }
    await startFloor(parts.url, { countMax: 60 });
    await soldOut(parts, 60);
    expect(goods(parts.documents(RECEIPTS))).toEqual(goods(whole.documents(RECEIPTS)));
    expect(parts.documents(RECEIPTS).every(({ body }) => deviceReceiptBody.safeParse(body).success)).toBe(
      true,
    );
  });

  it('when its memory is lost but the journal is not, then it finds a shift number that is free', async () => {
    const api = await startApi();
    const first = await startFloor(api.url, { countMax: 210, seed: 1 });
    await soldOut(api, 210);
    await first.stop();
    for (const file of await readdir(folder)) await rm(join(folder, file));
    await startFloor(api.url, { countMax: 10, seed: 2 });
    await soldOut(api, 220);
  });

  it('when its memory is broken, then it is set aside and the register starts anew', async () => {
    const api = await startApi();
    const floor = await startFloor(api.url, { countMax: 3 });
    await soldOut(api, 3);
    await floor.stop();
    const [file = ''] = await readdir(folder);
    await writeFile(join(folder, file), '{"v":1');
    const anew = await startFloor(api.url, { countMax: 3, seed: 5 });
    await soldOut(api, 6);
    await anew.stop();
    expect((await readdir(folder)).sort()).toEqual([file, `${file}.broken`]);
  });

  it('when a document is refused for good, then the register leaves its shift and sells on in a new one', async () => {
    let refused = 0;
    const api = await startApi((request) => {
      if (request.body['number'] !== 3 || !RECEIPTS.test(request.path) || refused > 0) return 'answer';
      refused += 1;
      return '409';
    });
    await startFloor(api.url, { countMax: 8 });
    await waitFor(() => api.documents(/close$/).length === 1, { what: 'the end of the second shift' });
    const receipts = api.documents(RECEIPTS).map(({ body }) => [body['shiftId'], body['number']]);
    expect(receipts).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
      [2, 3],
      [2, 4],
      [2, 5],
    ]);
  });

  it('when nobody answers, then the check says so and a stop does not wait', async () => {
    const api = await startApi(() => '503');
    const floor = await startFloor(api.url);
    await expect(floor.checks['api']?.()).rejects.toThrow('not asked yet');
    await waitFor(() => api.requests.length >= 2, { what: 'two sendings' });
    await expect(floor.checks['api']?.()).rejects.toThrow('503 TEST');
    const startedMs = Date.now();
    await floor.stop();
    expect(Date.now() - startedMs).toBeLessThan(1_000);
  });

  const operation = (id: string) => ({
    id,
    type: 'EXTERNAL_RECEIPT',
    status: 'PENDING',
    createdAt: '2026-05-01T09:00:00.000Z',
    deviceId: 1,
    expiresAt: '2026-05-01T09:05:00.000Z',
    lease: { id: `lease-of-${id}`, until: '2026-05-01T09:01:00.000Z' },
    receipt: {
      type: 'SALE',
      taxMode: 'DEFAULT',
      positions: [{ name: 'Чай', type: 'COUNTABLE', quantity: 1, price: 100, priceSum: 100, tax: 'NDS_20' }],
      payments: [{ type: 'CASHLESS', sum: 100 }],
      attributes: { phone: '+79123456789' },
      total: { priceSum: 100 },
    },
  });
  const QUIET = { receiptsPerMinute: 0.01 };

  it('when operations wait, then the register accepts and completes each, between its sales, with numbers that have no gap', async () => {
    const api = await startApi();
    for (const id of ['one', 'two', 'three']) api.queue(operation(id));
    await startFloor(api.url);
    await waitFor(() => api.documents(/complete$/).length === 3 && api.documents(RECEIPTS).length > 5);
    expect(api.documents(/accept$/).map(({ body }) => body['leaseId'])).toEqual([
      'lease-of-one',
      'lease-of-two',
      'lease-of-three',
    ]);
    const numbers = api
      .documents(/(receipts|complete)$/)
      .filter(({ body }) => body['shiftId'] === 1)
      .map(({ body }) => body['number']);
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
    expect(api.invalid).toEqual([]);
  });

  it('when it is killed while it reports a printed operation, then it reports the very same print again', async () => {
    let held = false;
    const api = await startApi((request) => {
      if (held || !/complete$/.test(request.path)) return 'answer';
      held = true;
      return 'takeAndHang';
    });
    const killed = await startFloor(api.url, QUIET);
    api.queue(operation('one'));
    await waitFor(() => held, { what: 'a completion without an answer' });
    await startFloor(api.url, QUIET);
    const completions = await waitFor(() => {
      const found = api.requests.filter(({ path }) => /complete$/.test(path));
      return found.length >= 2 && found;
    });
    expect(completions[1]).toEqual(completions[0]);
    await api.close(); // which frees the one that waits
    await killed.stop();
  });

  it('when there is no paper, then the operation fails with a code', async () => {
    const api = await startApi();
    api.queue(operation('one'));
    await startFloor(api.url, { ...QUIET, paperOutRate: 1 });
    const [failed] = await waitFor(() => {
      const found = api.documents(/fail$/);
      return found.length > 0 && found;
    });
    expect(failed?.body).toMatchObject({ code: 'PaperOutError' });
    expect(api.documents(/complete$/)).toEqual([]);
  });

  it('when an operation is somebody else’s by now, then the register drops it; if it was printed, it reports a receipt', async () => {
    const api = await startApi(({ path }) => (/(two\/accept|one\/complete)$/.test(path) ? '409' : 'answer'));
    for (const id of ['one', 'two', 'three']) api.queue(operation(id));
    await startFloor(api.url, QUIET);
    await waitFor(() => api.documents(/three\/complete$/).length === 1);
    const reported = api.documents(RECEIPTS).filter(({ body }) => body['operationId'] !== undefined);
    expect(reported.map(({ body }) => [body['operationId'], body['amount']])).toEqual([['one', 100]]);
    expect(api.requests.some(({ path }) => /two\/complete$/.test(path))).toBe(false);
    expect(new Set(api.documents(RECEIPTS).map(({ body }) => body['shiftId']))).toEqual(new Set([1]));
  });
});
