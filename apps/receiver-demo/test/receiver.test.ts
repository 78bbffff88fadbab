import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { request } from 'undici';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createMetrics } from '@kassahook/platform/metrics';
import { composeReceiverDemo, type ReceiverDemo } from '../src/compose.js';
import { eventLine, roubles } from '../src/eventLine.js';
import { createReceiver } from '../src/receiver.js';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const RECEIPT = {
  action: 'CREATE',
  type: 'RECEIPT',
  data: { amount: 124_900, positions: [{}, {}, {}], type: 'SALE' },
};

describe('composeReceiverDemo', () => {
  const [secret, otherSecret] = [newSecret(), newSecret()];
  let receiver: ReceiverDemo;
  let lines: string[];
  let metrics: ReturnType<typeof createMetrics>;

  async function start(secrets: string[]) {
    lines = [];
    metrics = createMetrics({ process: 'receiver-demo', defaults: false });
    receiver = composeReceiverDemo(
      {
        settings: {
          RECEIVER_PORT: 0,
          RECEIVER_SECRETS: secrets,
          HOST: '127.0.0.1',
          OPS_PORT: 0,
          LOG_LEVEL: 'silent',
          LOG_PRETTY: false,
          WORKER_NAME: '',
          SHUTDOWN_TIMEOUT_MS: 15_000,
        },
        logger: createSilentLogger(),
        metrics,
        worker: 'receiver-test',
        fail: (error) => {
          throw error;
        },
      },
      (line) => lines.push(line),
    );
    await receiver.start(new AbortController().signal);
  }
  beforeEach(() => start([secret, otherSecret]));
  afterEach(() => receiver.stop());

  async function post(
    body: string,
    { id = 'delivery-1', signWith = secret, at = new Date(), headers = {} }: PostOptions = {},
  ): Promise<number> {
    const answer = await request(`${receiver.url()}/hooks/any/path`, {
      method: 'POST',
      body,
      reset: true,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(signWith).sign(id, at, body),
        'kassahook-occurred-at': new Date(Date.now() - 40).toISOString(),
        ...headers,
      },
    });
    await answer.body.dump();
    return answer.statusCode;
  }
  interface PostOptions {
    id?: string;
    signWith?: string;
    at?: Date;
    headers?: Record<string, string>;
  }

  it('when a signed event arrives, then it is answered with 204 and told in one line with its age', async () => {
    expect(await post(JSON.stringify(RECEIPT))).toBe(204);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^RECEIPT CREATE {2}1 249,00 ₽ {2}3 positions {2}age \d+ ms {2}\(delivery delivery-1\)$/,
    );
    const ageMs = Number(/age (\d+) ms/.exec(lines[0] ?? '')?.[1]);
    expect(ageMs).toBeGreaterThanOrEqual(40);
    expect(ageMs).toBeLessThan(5_000);
  });

  it('when a delivery comes again, then it is answered as the first time and not told twice', async () => {
    for (let time = 0; time < 3; time += 1) expect(await post(JSON.stringify(RECEIPT))).toBe(204);
    expect(lines.filter((line) => line.startsWith('RECEIPT'))).toHaveLength(1);
    expect(await metrics.render()).toMatch(/receiver_requests_total\{reception="repeat".*\} 2/);
  });

  it('when the other secret signed, or both did, then it is taken; when neither, then it is 401 and unheard', async () => {
    const body = JSON.stringify(RECEIPT);
    expect(await post(body, { signWith: otherSecret, id: 'a' })).toBe(204);
    const at = new Date();
    const both = [newSecret(), secret].map((one) => new Webhook(one).sign('b', at, body)).join(' ');
    expect(await post(body, { id: 'b', at, headers: { 'webhook-signature': both } })).toBe(204);
    expect(await post(body, { signWith: newSecret(), id: 'c' })).toBe(401);
    expect(await post(body, { id: 'd', headers: { 'webhook-signature': 'v1,' } })).toBe(401);
    expect(await post(body, { id: 'e', at: new Date(Date.now() - 600_000) })).toBe(401);
    expect(lines).toHaveLength(2);
    // A refused delivery is not remembered: it may come again, well signed.
    expect(await post(body, { id: 'c' })).toBe(204);
  });

  it('when headers are missing or the body was changed on the way, then it is 401', async () => {
    const bare = await request(receiver.url(), { method: 'POST', body: '{}', reset: true });
    await bare.body.dump();
    expect(bare.statusCode).toBe(401);
    const at = new Date();
    const signature = new Webhook(secret).sign('delivery-1', at, '{"other":1}');
    expect(await post(JSON.stringify(RECEIPT), { at, headers: { 'webhook-signature': signature } })).toBe(
      401,
    );
  });

  it('when a signed body is no event, then it is 400; too long 413; not a POST 405', async () => {
    expect(await post('not json', { id: 'a' })).toBe(400);
    expect(await post('{"action":"CREATE"}', { id: 'b' })).toBe(400);
    expect(await post('', { id: 'c' })).toBe(400);
    const get = await request(receiver.url(), { reset: true });
    await get.body.dump();
    expect(get.statusCode).toBe(405);
    expect(await post('x'.repeat(2 * 1024 * 1024 + 1), { id: 'd' })).toBe(413);
    expect(lines).toEqual([]);
  });

  it('when there are no secrets, then nothing is believed', async () => {
    await receiver.stop();
    await start([]);
    expect(await post(JSON.stringify(RECEIPT))).toBe(401);
  });
});

describe('createReceiver', () => {
  it('when more deliveries came than it remembers, then only the oldest are forgotten', async () => {
    const receptions: string[] = [];
    const server = createReceiver({
      isSigned: () => true,
      print: () => undefined,
      clock: { now: () => 0 },
      logger: createSilentLogger(),
      onReception: (reception) => receptions.push(reception),
      rememberedMax: 2,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const id of ['1', '2', '3', '3', '2', '1']) {
      const answer = await request(`http://127.0.0.1:${port}`, {
        method: 'POST',
        body: JSON.stringify(RECEIPT),
        reset: true,
        headers: { 'webhook-id': id },
      });
      await answer.body.dump();
    }
    expect(receptions).toEqual(['event', 'event', 'event', 'repeat', 'repeat', 'event']);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('eventLine', () => {
  const line = (
    type: 'SHIFT' | 'ENCASHMENT' | 'RECEIPT' | 'PRODUCT' | 'DEVICE',
    data: Record<string, unknown>,
  ) => eventLine({ event: { type, action: 'UPDATE', data }, deliveryId: 'd', ageMs: null });

  it('when entities differ, then each tells what matters of it', () => {
    expect(line('SHIFT', { shiftId: 7, status: 'CLOSED' })).toBe('SHIFT UPDATE  no. 7  CLOSED  (delivery d)');
    expect(line('ENCASHMENT', { sum: 500_000, type: 'MONEY_IN' })).toBe(
      'ENCASHMENT UPDATE  5 000,00 ₽  MONEY_IN  (delivery d)',
    );
    expect(line('RECEIPT', { amount: 100, positions: [{}], type: 'REFUND' })).toBe(
      'RECEIPT UPDATE  1,00 ₽  1 position  REFUND  (delivery d)',
    );
    expect(line('PRODUCT', { name: 'Молоко', price: 9_490 })).toBe(
      'PRODUCT UPDATE  Молоко  94,90 ₽  (delivery d)',
    );
    expect(line('DEVICE', {})).toBe('DEVICE UPDATE  (delivery d)');
  });

  it('when kopecks are shown, then in roubles, grouped by thousands', () => {
    expect([0, 5, 100, 99_999, 100_000, 123_456_789, -1_050].map(roubles)).toEqual([
      '0,00 ₽',
      '0,05 ₽',
      '1,00 ₽',
      '999,99 ₽',
      '1 000,00 ₽',
      '1 234 567,89 ₽',
      '-10,50 ₽',
    ]);
  });
});
