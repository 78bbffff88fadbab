import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS } from './browser.js';
import { createFittingCaller, type FittingCaller } from './fittingCaller.js';

let harness: ApiHarness;
let ask: FittingCaller;

beforeAll(async () => {
  harness = await startApi(OPEN_DOORS);
  ask = await createFittingCaller(harness);
});
afterAll(async () => {
  await harness.close();
});

const writes = allOperations.filter(({ method }) => method !== 'get');
const named = (specs: readonly OperationSpec[]) =>
  specs.map((spec) => [`${spec.method.toUpperCase()} ${spec.path}`, spec] as const);

async function send(spec: OperationSpec, type: string, body: string) {
  const answer = await ask(spec, { headers: { 'content-type': type }, body });
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
    const { token } = await harness.createAccount();
    const headers = { 'content-type': 'text/plain', authorization: `Bearer ${token}` };
    const url = `http://127.0.0.1:${harness.api.port()}/api/notifications/read-all`;
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(200);
  });
});
