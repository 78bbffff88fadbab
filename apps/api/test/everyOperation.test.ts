import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { newId } from '@kassahook/platform/ids';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';
import { OPEN_DOORS, signUp, type Member } from './browser.js';

/* The rules of the contract that hold for every operation, held against each of them. */

const PERSONS_SCOPES: readonly TokenScope[] = ['read', 'write', 'webhooks', 'account'];

let harness: ApiHarness;
let account: TestAccount;
let member: Member;
let everything: string;
/** Things of the account by what stands before their ids. */
const things: Record<string, string> = {};

beforeAll(async () => {
  harness = await startApi({
    // A register that asks for its next operation here gets none, and need not wait for one.
    OPERATION_POLL_WAIT_MS: '500',
    ...OPEN_DOORS,
    RATE_LIMIT_TOKEN_PER_MINUTE: '0',
    RATE_LIMIT_ACCOUNT_PER_MINUTE: '0',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
    RATE_LIMIT_DEVICE_PER_MINUTE: '0',
  });
  account = await harness.createAccount();
  member = await signUp(harness);
  everything = await harness.issue(account.accountId, PERSONS_SCOPES);
  const make = async (path: string, body: object) =>
    (await harness.call('POST', path, { token: everything, body })).body as { id: string; viewUrl: string };
  const inspector = await make('/api/inspectors', {});
  things['/api/inspectors/:id'] = inspector.id;
  things['/api/inspector-view/:secret'] = new URL(inspector.viewUrl).pathname.split('/').at(-2) ?? '';
  things['/api/webhooks/:id'] = (await make('/api/webhooks', { url: 'https://shop.example/hook' })).id;
});
afterAll(async () => {
  await harness.close();
});

const titled = (wanted: (operation: OperationSpec) => unknown) =>
  allOperations.filter(wanted).map((one) => [one.operationId, one] as const);
const isClosed = ({ scopes }: OperationSpec) => scopes.length > 0;

/** With ids that are nobody's, each of its place's kind. */
const pathOf = ({ path, params }: OperationSpec) =>
  path.replaceAll(/:\w+/g, () => (params?.safeParse({ id: '17' }).success === true ? '17' : newId()));

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  search?: string;
}

/** As somebody who may ask for it. */
function ask(operation: OperationSpec, { search = '', ...sent }: Sent = {}) {
  const [method, path] = [operation.method.toUpperCase(), `${pathOf(operation)}${search}`];
  if (operation.isSessionOnly === true) return member.browser.call(method, path, sent);
  const token = operation.scopes.includes('device') ? account.deviceToken : everything;
  return harness.call(method, path, { ...sent, ...(isClosed(operation) && { token }) });
}

describe('an operation that is not for everybody', () => {
  // A browser without a session is sent to the page where people log in.
  const closed = titled((one) => isClosed(one) && one.operationId !== 'askForConsent');

  it.each(closed)('when %s is asked for without a token, then it is 401', async (_id, operation) => {
    const { method, bodyExample: body } = operation;
    const answer = await harness.call(method.toUpperCase(), pathOf(operation), body ? { body } : {});
    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED' } });
  });

  it.each(closed)('when %s is asked for without its scope, then it is 403', async (_id, operation) => {
    const { method, scopes, bodyExample: body } = operation;
    const others = PERSONS_SCOPES.filter((scope) => !scopes.includes(scope));
    const tokens = [await harness.issue(account.accountId, others)];
    if (!scopes.includes('device')) tokens.push(account.deviceToken);
    for (const token of tokens) {
      const answer = await harness.call(method.toUpperCase(), pathOf(operation), {
        token,
        ...(body !== undefined && { body }),
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    }
  });
});

describe('an operation', () => {
  it.each(titled(() => true))(
    'when %s gets headers of over 16 KB, then it is 431',
    async (_id, operation) => {
      const answer = await ask(operation, { headers: { 'x-large': 'x'.repeat(17 * 1024) } });
      expect(answer).toMatchObject({ status: 431, body: { status: 431, code: 'HEADERS_TOO_LARGE' } });
    },
  );
});

describe('an operation with a body', () => {
  const withBody = titled(({ body }) => body);

  it.each(withBody)('when %s gets what is no JSON, then it is 400', async (_id, operation) => {
    const { method } = operation;
    const isToken = operation.isSessionOnly !== true;
    // A browser's helper writes JSON, so a text is a JSON text there.
    const answer = await ask(operation, { body: isToken ? '{' : 'no object' });
    expect([method, answer.status]).toEqual([method, 400]);
  });

  it.each(withBody.filter(([, { bodyTypes }]) => !bodyTypes))(
    'when %s gets too long a body, then it is 413',
    async (_id, operation) => {
      const body = { long: 'x'.repeat(operation.path.endsWith('/bulk') ? 5 * 1024 * 1024 : 1024 * 1024) };
      expect(await ask(operation, { body })).toMatchObject({ status: 413 });
    },
  );
});

describe('an operation with a query', () => {
  const withQuery = titled(
    ({ query, operationId }) => query !== undefined && operationId !== 'askForConsent',
  );

  it.each(withQuery)('when %s gets nonsense in it, then it is 400 and names it', async (_id, operation) => {
    const nonsense = new URLSearchParams(
      Object.keys(operation.query?.shape ?? {}).map((name): [string, string] => [name, '!'.repeat(100)]),
    );
    const place = Object.keys(things).find((start) => operation.path.startsWith(start)) ?? '';
    const path = operation.path.replace(place, place.replace(/:\w+$/, things[place] ?? ''));
    const answer = await ask({ ...operation, path }, { search: `?${nonsense.toString()}` });
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    const named = Object.keys((answer.body as { data: object }).data);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect([...nonsense.keys()]).toContain(name);
  });
});

describe('an Idempotency-Key', () => {
  const posts = titled((one) => one.method === 'post' && isClosed(one));
  // Logging out ends what the second request would be sent with, and another token what registers' requests are sent with.
  const isLast = ([id]: readonly [string, unknown]) => Number(id === 'replaceDeviceToken');
  const sent = posts.filter(([id]) => id !== 'logOut').sort((a, b) => isLast(a) - isLast(b));

  it.each(sent)('when %s gets one that was used for another body, then it is 422', async (id, operation) => {
    const headers = { 'idempotency-key': `another-${id}` };
    await ask(operation, { headers, body: { first: true } });
    const answer = await ask(operation, { headers, body: { second: true } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });
});
