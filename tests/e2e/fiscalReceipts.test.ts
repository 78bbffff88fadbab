import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { OperationFields } from '@kassahook/mongo/models/operation';
import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, subscribe } from './documents.js';
import { freePort, startOwnProcess, type OwnProcess } from './ownProcess.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

/*
 * An online shop, from its order to the printed receipt: the shop knows nothing but what its webhooks and its callback tell it.
 */

let pipeline: Pipeline;
let folder: string;
const processes: OwnProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kassahook-e2e-'));
  pipeline = await createPipeline({
    OPERATION_LEASE_MS: '1500',
    OPERATION_POLL_INTERVAL_MS: '100',
    OPERATION_SWEEP_INTERVAL_MS: '200',
  });
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
});
afterAll(async () => {
  await pipeline.close();
  await rm(folder, { recursive: true });
}, 30_000);

/** A register that sells next to nothing by itself, and always prints. */
async function startRegister(
  account: TestAccount,
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnProcess> {
  const register = await startOwnProcess('register', {
    API_URL: pipeline.apiUrl(),
    REGISTER_DEVICE_TOKENS: account.deviceToken,
    REGISTER_RECEIPTS_PER_MINUTE: '0.01',
    REGISTER_STATE_FILE: join(folder, account.accountId, 'register.json'),
    REGISTER_PAPER_OUT_RATE: '0',
    REGISTER_OFFLINE_RATE: '0',
    REGISTER_PRINT_MIN_MS: '1000',
    REGISTER_PRINT_MAX_MS: '1200',
    ...settings,
  });
  processes.push(register);
  return register;
}

const receiptFor = ({ deviceId }: TestAccount, more: object = {}) => ({
  externalId: randomUUID(),
  deviceId,
  type: 'SALE',
  timeout: 5,
  taxMode: 'DEFAULT',
  positions: [
    { name: 'Чай', type: 'COUNTABLE', quantity: 2, price: 39_700, priceSum: 79_400, tax: 'NDS_20' },
  ],
  payments: [{ sum: 79_400, type: 'CASHLESS' }],
  attributes: { email: 'buyer@example.com' },
  total: { priceSum: 79_400 },
  ...more,
});

interface Heard {
  type: string;
  action: string;
  data: { id: string; status?: string; operationId?: string; data?: { receiptId?: string } };
}

/** What a path has heard about an operation and its receipt, each once, in words. */
function heard(path: string, operationId: string): Heard[] {
  const bodies = pipeline.receiver.requests(path).map(({ body }) => JSON.parse(body) as Heard);
  return bodies.filter(({ data }) => data.id === operationId || data.operationId === operationId);
}
const words = (all: readonly Heard[]) =>
  all.map(({ type, action, data }) => `${type} ${action} ${data.status ?? ''}`.trim()).sort();

const THE_WHOLE_STORY = [
  'OPERATION CREATE PENDING',
  'OPERATION UPDATE IN_PROGRESS',
  'OPERATION UPDATE SUCCESS',
  'RECEIPT CREATE',
];

async function shopWith(path: string): Promise<TestAccount> {
  const account = await pipeline.createAccount();
  await subscribe(pipeline, account, path, { types: { operations: true, receipts: true } });
  return account;
}

async function order(account: TestAccount, more: object = {}): Promise<string> {
  const answer = await pipeline.call(account.token, 'POST', '/api/receipts', receiptFor(account, more));
  expect([answer.status, answer.body]).toEqual([202, expect.objectContaining({ status: 'PENDING' })]);
  return (answer.body as { id: string }).id;
}

async function untilHeard(path: string, id: string, expected: readonly string[]): Promise<Heard[]> {
  await waitFor(() => heard(path, id).length >= expected.length, {
    timeoutMs: 30_000,
    what: `${expected.length} requests to ${path}`,
  });
  const all = heard(path, id);
  expect(words(all)).toEqual([...expected].sort());
  return all;
}

const receiptsOf = (operationId: string) =>
  pipeline.mongo.db().collection('receipts').find({ operationId }).toArray();

describe('a shop that orders a receipt', () => {
  it('when a register is there, then webhooks and the callback tell every status, with ids that match', async () => {
    const account = await shopWith('/whole');
    await startRegister(account);
    const id = await order(account, { callbackUrl: pipeline.receiver.url('/callback') });
    const other = await order(account);
    const all = await untilHeard('/whole', id, THE_WHOLE_STORY);
    const receipt = all.find(({ type }) => type === 'RECEIPT');
    const success = all.find(({ data }) => data.status === 'SUCCESS');
    expect(receipt?.data.operationId).toBe(id);
    expect(success?.data.data?.receiptId).toBe(receipt?.data.id);
    expect(receipt?.data).toMatchObject({
      amount: 79_400,
      fiscalDocumentNumber: expect.stringMatching(/^\d+$/),
      fiscalDocumentSign: expect.stringMatching(/^\d+$/),
      fnNumber: expect.stringMatching(/^\d+$/),
    });

    await untilHeard('/callback', id, THE_WHOLE_STORY.slice(0, 3));
    const { body } = await pipeline.call(account.token, 'GET', '/api/callback-secret');
    const verifier = new Webhook((body as { secret: string }).secret);
    for (const request of pipeline.receiver.requests('/callback')) {
      verifier.verify(request.body, request.headers as Record<string, string>);
    }
    await untilHeard('/whole', other, THE_WHOLE_STORY);
    // Nothing but this operation's statuses went there, and they are listed under its id.
    expect(pipeline.receiver.requests('/callback')).toHaveLength(3);
    await waitFor(async () => (await deliveriesOf(pipeline, account, id, 'delivered')).length === 3);
  }, 60_000);

  it('when the callback fails first, then it climbs the ladder like any webhook', async () => {
    const account = await shopWith('/unused');
    pipeline.receiver.script('/slow-callback', (_request, earlier) => ({ status: earlier < 2 ? 500 : 204 }));
    const id = await order(account, { callbackUrl: pipeline.receiver.url('/slow-callback') });
    const requests = await pipeline.receiver.received('/slow-callback', 3);
    expect(requests.map(({ headers }) => headers['kassahook-attempt'])).toEqual(['1', '2', '3']);
    await waitFor(async () => (await deliveriesOf(pipeline, account, id, 'delivered')).length === 1);
  }, 60_000);

  it('when the secret of callbacks is rotated, then the next request has both signatures, and without an overlap one', async () => {
    const account = await shopWith('/unused-too');
    const rotate = async (overlapHours: number) => {
      const path = '/api/callback-secret/rotate';
      const { body } = await pipeline.call(account.token, 'POST', path, { overlapHours });
      return (body as { secret: string }).secret;
    };
    const callbackUrl = pipeline.receiver.url('/rotated');
    const requestAfter = async (count: number) => {
      await order(account, { callbackUrl });
      const requests = await pipeline.receiver.received('/rotated', count);
      return requests[count - 1]!;
    };
    // The worker that has sent with the old one must not go on with it.
    await requestAfter(1);
    const old = (await pipeline.call(account.token, 'GET', '/api/callback-secret')).body as {
      secret: string;
    };
    const [second, both] = [await rotate(1), await requestAfter(2)];
    for (const secret of [old.secret, second]) {
      new Webhook(secret).verify(both.body, both.headers as Record<string, string>);
    }
    const [third, one] = [await rotate(0), await requestAfter(3)];
    new Webhook(third).verify(one.body, one.headers as Record<string, string>);
    expect(one.headers['webhook-signature']).not.toContain(' ');
  }, 60_000);

  it('when the register is killed while it prints, then it goes on after its restart, and there is one receipt', async () => {
    const account = await shopWith('/killed');
    const register = await startRegister(account, {
      REGISTER_PRINT_MIN_MS: '60000',
      REGISTER_PRINT_MAX_MS: '60000',
    });
    const id = await order(account);
    await untilHeard('/killed', id, THE_WHOLE_STORY.slice(0, 2));
    await register.kill();
    await startRegister(account);
    await untilHeard('/killed', id, THE_WHOLE_STORY);
    expect(await receiptsOf(id)).toHaveLength(1);
  }, 60_000);

  it('when the register is killed and its memory is lost, then the lease brings the operation back to it', async () => {
    const account = await shopWith('/lost');
    const register = await startRegister(account, {
      REGISTER_PRINT_MIN_MS: '60000',
      REGISTER_PRINT_MAX_MS: '60000',
    });
    const id = await order(account);
    await untilHeard('/lost', id, THE_WHOLE_STORY.slice(0, 2));
    await register.kill();
    await startRegister(account, { REGISTER_STATE_FILE: join(folder, account.accountId, 'new.json') });
    await untilHeard('/lost', id, THE_WHOLE_STORY);
    expect(await receiptsOf(id)).toHaveLength(1);
  }, 60_000);

  it('when there is no paper, then the shop hears an ERROR with a code, and of no receipt', async () => {
    const account = await shopWith('/paper');
    await startRegister(account, { REGISTER_PAPER_OUT_RATE: '1' });
    const id = await order(account);
    const story = [...THE_WHOLE_STORY.slice(0, 2), 'OPERATION UPDATE ERROR'];
    const all = await untilHeard('/paper', id, story);
    expect(all.find(({ data }) => data.status === 'ERROR')?.data).toMatchObject({
      data: { error: { code: 'PaperOutError' } },
    });
    expect(await receiptsOf(id)).toEqual([]);
  }, 60_000);

  it('when the api is killed between its answer and the event, then the shop hears the whole story all the same', async () => {
    const account = await shopWith('/api-killed');
    const broker = await createTcpProxy({
      targetPort: Number(new URL(pipeline.namespace.RABBITMQ_URL).port),
    });
    broker.refuse(); // no hint can leave this process
    const brokerUrl = new URL(pipeline.namespace.RABBITMQ_URL);
    brokerUrl.host = `127.0.0.1:${broker.port}`;
    const port = await freePort();
    const settings = { ...pipeline.environment, API_PORT: String(port) };
    const api = await startOwnProcess('api', { ...settings, RABBITMQ_URL: brokerUrl.toString() });
    processes.push(api);
    const post = () =>
      fetch(`http://127.0.0.1:${port}/api/receipts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(receiptFor(account)),
      });
    const answer = await waitFor(() => post(), { timeoutMs: 30_000, what: 'the answer of the api' });
    const { id } = (await answer.json()) as { id: string };
    await api.kill();
    await broker.close();
    expect(answer.status).toBe(202);
    await untilHeard('/api-killed', id, THE_WHOLE_STORY.slice(0, 1));
    await startRegister(account);
    await untilHeard('/api-killed', id, THE_WHOLE_STORY);
    expect(await receiptsOf(id)).toHaveLength(1);
  }, 90_000);

  it('when the timeout ends while nothing of ours runs, then the shop hears of it when we are back', async () => {
    const account = await shopWith('/timeout');
    const id = await order(account);
    await untilHeard('/timeout', id, THE_WHOLE_STORY.slice(0, 1));
    await pipeline.stop('api', 'notifier', 'deliverer');
    const operations = pipeline.mongo.db().collection<OperationFields>('operations');
    const past = new Date(Date.now() - 1_000);
    // What the clock would do in five minutes.
    const dueKey = `d:${past.toISOString()}:${id}`;
    await operations.updateOne({ _id: id }, { $set: { expiresAt: past, dueKey } });
    await pipeline.start('notifier', 'deliverer');
    const all = await untilHeard('/timeout', id, [THE_WHOLE_STORY[0]!, 'OPERATION UPDATE ERROR']);
    expect(all.find(({ data }) => data.status === 'ERROR')?.data).toMatchObject({
      data: { error: { code: 'TimeoutError' } },
    });
  }, 60_000);
});
