import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allOperations } from '../src/openapi/allOperations.js';
import { documentPath } from '../src/openapi/operationObject.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS, signUp, type Browser } from './browser.js';

/*
 * What the document says about sessions is what the API does: which operations the cookie opens, and which of them need the header
 * that other sites' pages cannot send.
 */

let harness: ApiHarness;
let browser: Browser;

beforeAll(async () => {
  harness = await startApi(OPEN_DOORS);
  ({ browser } = await signUp(harness));
});
afterAll(async () => {
  await harness.close();
});

const { paths, components } = openApiDocument(allOperations);
const guarded = allOperations.filter(({ scopes }) => scopes.length > 0);

it.each(guarded.map((spec) => [spec.operationId, spec] as const))(
  'when a person at a browser asks for %s, then he may as the document says',
  async (_id, spec) => {
    const alternatives = paths[documentPath(spec.path)]?.[spec.method]?.security ?? [];
    const ofSessions = alternatives.filter((one) => 'sessionCookie' in one);
    const ofTokens = alternatives.filter((one) => 'bearerAuth' in one);
    expect(ofTokens).toHaveLength(spec.isSessionOnly === true ? 0 : spec.scopes.length);
    for (const one of ofSessions) expect('csrfHeader' in one).toBe(spec.method !== 'get');

    const method = spec.method.toUpperCase();
    const path = spec.path.replace(/:\w+/, '1');
    const isWriteOfSession = method !== 'GET' && ofSessions.length > 0;
    const { status, body } = await browser.call(method, path, {
      // Nothing is done by the question: a write stops at the missing header, or at the missing right.
      withoutCsrfHeader: isWriteOfSession,
      headers: { accept: 'application/json' },
    });
    if (isWriteOfSession) expect([status, body['code']]).toEqual([403, 'CSRF_REFUSED']);
    else if (ofSessions.length > 0) expect([200, 400, 404]).toContain(status);
    else expect([status, body['code']]).toEqual([403, 'FORBIDDEN']);
  },
);

it('when operations name a way to authenticate, then the document has it, and describes no other', () => {
  const used = allOperations.flatMap(({ path, method }) =>
    (paths[documentPath(path)]?.[method]?.security ?? []).flatMap((one) => Object.keys(one)),
  );
  expect(new Set(used)).toEqual(new Set(Object.keys(components.securitySchemes)));
});
