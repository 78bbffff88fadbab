import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takesIdempotencyKey, type OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
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

const posts = allOperations.filter(({ method }) => method === 'post');
const named = (specs: readonly OperationSpec[]) => specs.map((spec) => [spec.path, spec] as const);
const headers = { 'Idempotency-Key': 'x'.repeat(256) };

async function answerTo({ path, scopes, isSessionOnly }: OperationSpec): Promise<string> {
  const where = path.replace(/:\w+/g, '1');
  const call = { headers, body: {} };
  const answer = isSessionOnly
    ? await owner.browser.call('POST', where, call)
    : await harness.call('POST', where, {
        ...call,
        ...(scopes.length > 0 && { token: scopes.includes('device') ? deviceToken : token }),
      });
  return JSON.stringify(answer.body);
}

describe('an Idempotency-Key', () => {
  it.each(named(posts.filter(takesIdempotencyKey)))(
    'when %s says that it takes one, then it looks at it',
    async (_path, spec) => {
      expect(await answerTo(spec)).toMatch(/Idempotency-Key.*printable ASCII/);
    },
  );

  it.each(named(posts.filter((spec) => !takesIdempotencyKey(spec))))(
    'when %s does not look at it, then the document does not promise it',
    async (path, spec) => {
      expect(await answerTo(spec)).not.toContain('Idempotency-Key');
      const described = openApiDocument(allOperations).paths[path]?.['post'];
      expect(JSON.stringify(described?.parameters ?? [])).not.toContain('IdempotencyKey');
      expect(Object.keys(described?.responses ?? {})).not.toContain('422');
    },
  );
});
