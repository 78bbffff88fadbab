import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takesIdempotencyKey, type OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
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

const posts = allOperations.filter(({ method }) => method === 'post');
const named = (specs: readonly OperationSpec[]) => specs.map((spec) => [spec.path, spec] as const);
const headers = { 'Idempotency-Key': 'x'.repeat(256) };

async function answerTo(spec: OperationSpec): Promise<string> {
  return JSON.stringify((await ask(spec, { headers, body: {} })).body);
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
