import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS, signUp, type Member } from './browser.js';

let harness: ApiHarness;
let owner: Member;
let deviceToken: string;
let token: string;

beforeAll(async () => {
  harness = await startApi(OPEN_DOORS);
  owner = await signUp(harness);
  ({ deviceToken } = await harness.createAccount());
  const scopes = ['read', 'write', 'webhooks', 'account'] as const;
  token = await harness.issue(owner.accountId, scopes, { userId: owner.userId });
});
afterAll(async () => {
  await harness.close();
});

const writes = allOperations.filter(({ method }) => method !== 'get');
const named = (specs: readonly OperationSpec[]) =>
  specs.map((spec) => [`${spec.method.toUpperCase()} ${spec.path}`, spec] as const);

/** A page's call with its session where only that is let in, else a program's with its token. */
async function send(spec: OperationSpec, type: string, body: string) {
  const { path, scopes, isSessionOnly } = spec;
  const [method, where] = [spec.method.toUpperCase(), path.replace(/:\w+/g, '1')];
  const call = { headers: { 'content-type': type }, body };
  const answer = isSessionOnly
    ? await owner.browser.call(method, where, call)
    : await harness.call(method, where, {
        ...call,
        ...(scopes.length > 0 && { token: scopes.includes('device') ? deviceToken : token }),
      });
  return [answer.status, answer.body as Record<string, unknown>] as const;
}

describe('a body that is not JSON', () => {
  it.each(named(writes.filter(({ answers }) => answers[400] === undefined)))(
    'when %s gets one, then it is 400 in the shape of all errors',
    async (_name, spec) => {
      const [status, body] = await send(spec, 'text/plain', 'x');
      expect([status, body['code']]).toEqual([400, 'UNSUPPORTED_CONTENT_TYPE']);
      expect(body).toMatchObject({ status: 400, message: expect.any(String) });
    },
  );

  it.each(named(writes.filter(({ answers }) => answers[400] !== undefined)))(
    'when %s gets one, then it is refused in the words of OAuth; a form is read where the standard has forms',
    async (_name, spec) => {
      const [status, body] = await send(spec, 'text/plain', 'x');
      expect([status, body['error']]).toEqual([400, 'invalid_request']);
      const form = 'application/x-www-form-urlencoded';
      const [, read] = await send(spec, form, 'client_id=x&client_secret=y&token=z');
      expect(read['error']).toBe(spec.bodyTypes ? 'invalid_client' : 'invalid_request');
    },
  );

  it('when there is no body, then its type does not matter', async () => {
    const headers = { 'content-type': 'text/plain', authorization: `Bearer ${token}` };
    const url = `http://127.0.0.1:${harness.api.port()}/api/notifications/read-all`;
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(200);
  });
});
