import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobViewSchema } from '@kassahook/contracts/job';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

const anything = expect.stringMatching(/\w/);
const since = '2026-03-01T00:00:00.000Z';
const post = (path: string, body?: unknown, token = account.token) =>
  harness.call('POST', path, { token, ...(body !== undefined && { body }) });
const get = (path: string, token = account.token) => harness.call('GET', path, { token });

async function createWebhook(): Promise<string> {
  const answer = await post('/api/webhooks', { url: 'https://shop.example/hook' });
  return (answer.body as { id: string }).id;
}

describe('jobs', () => {
  it.each(['recover', 'replay-missing'])(
    'when %s is asked for, then a job waits, and is shown',
    async (kind) => {
      const webhookId = await createWebhook();
      const { status, body } = await post(`/api/webhooks/${webhookId}/${kind}`, { since });
      expect(status).toBe(202);
      const job = jobViewSchema.parse(body);
      expect(job).toMatchObject({ webhookId, kind, since, state: 'queued', progress: 0, error: null });
      expect((await get(`/api/jobs/${job.id}`)).body).toEqual(body);
      expect((await get(`/api/jobs?webhookId=${webhookId}`)).body).toEqual([body]);
    },
  );

  it('when one of the kind is open for the webhook, then it is 409 and named; after its end another may start', async () => {
    const path = `/api/webhooks/${await createWebhook()}/recover`;
    const answers = await Promise.all([1, 2, 3].map(() => post(path, { since })));
    const made = answers.find(({ status }) => status === 202)?.body as { id: string };
    const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toEqual({
      status: 409,
      code: 'JOB_RUNNING',
      message: anything,
      data: { jobId: made.id },
    });
    expect((await post(`/api/jobs/${made.id}/cancel`)).body).toMatchObject({
      state: 'cancelled',
      finishedAt: anything,
    });
    expect((await post(path, { since })).status).toBe(202);
  });

  it('when jobs are listed, then newest first, page by page', async () => {
    const webhookId = await createWebhook();
    const ids: string[] = [];
    for (const kind of ['recover', 'replay-missing']) {
      ids.unshift(((await post(`/api/webhooks/${webhookId}/${kind}`, { since })).body as { id: string }).id);
    }
    const first = await get(`/api/jobs?webhookId=${webhookId}&limit=1`);
    const next = first.headers.get('x-next-before') ?? '';
    const second = await get(`/api/jobs?webhookId=${webhookId}&limit=1&before=${next}`);
    expect([first.body, second.body]).toMatchObject([[{ id: ids[0] }], [{ id: ids[1] }]]);
    expect(second.headers.get('x-next-before')).toBeNull();
  });

  it('when the body is wrong, then it is named', async () => {
    const path = `/api/webhooks/${await createWebhook()}/recover`;
    for (const [body, data] of [
      [{}, { since: 'is required' }],
      [{ since: 'yesterday' }, { since: 'must be an instant in ISO 8601' }],
      [{ since: '2999-01-01T00:00:00Z' }, { since: 'must not be in the future' }],
      [{ since, sinse: 1 }, { sinse: 'unknown field' }],
    ]) {
      expect((await post(path, body)).body).toMatchObject({ status: 400, data });
    }
  });

  it.each([
    ['a day', '2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['an instant without seconds', '2026-03-01T09:30', '2026-03-01T09:30:00.000Z'],
    ['an instant without a zone', '2026-03-01T09:30:00', '2026-03-01T09:30:00.000Z'],
    ['another zone', '2026-03-01T09:30:00+03:00', '2026-03-01T06:30:00.000Z'],
  ])(
    'when it begins at %s, as ranges of lists may, then that instant is read',
    async (_form, given, read) => {
      const { status, body } = await post(`/api/webhooks/${await createWebhook()}/recover`, { since: given });
      expect([status, (body as { since?: string }).since]).toEqual([202, read]);
    },
  );

  it('when the webhook is off, then it is 409; when it or the job is another account’s, 404', async () => {
    const webhookId = await createWebhook();
    const { body } = await post(`/api/webhooks/${webhookId}/recover`, { since });
    const { id } = body as { id: string };
    const other = await harness.createAccount();
    for (const [method, path, sent] of [
      ['POST', `/api/webhooks/${webhookId}/recover`, { since }],
      ['POST', `/api/webhooks/${webhookId}/replay-missing`, { since }],
      ['GET', `/api/jobs/${id}`, undefined],
      ['POST', `/api/jobs/${id}/cancel`, undefined],
      ['GET', '/api/jobs/x', undefined],
    ] as const) {
      const call = { token: other.token, ...(sent && { body: sent }) };
      expect((await harness.call(method, path, call)).status).toBe(404);
    }
    expect((await get('/api/jobs', other.token)).body).toEqual([]);
    await harness.call('PATCH', `/api/webhooks/${webhookId}`, {
      token: account.token,
      body: { isActive: false },
    });
    expect((await post(`/api/webhooks/${webhookId}/replay-missing`, { since })).body).toMatchObject({
      code: 'WEBHOOK_INACTIVE',
    });
  });
});
