import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogueOperations } from '../src/catalogue/catalogueOperations.js';
import { devicesOperations } from '../src/devices/devicesOperations.js';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { journalOperations } from '../src/journals/journalOperations.js';
import { productOperations } from '../src/products/productOperations.js';
import { counterOperations } from '../src/reports/counterOperations.js';
import { userOperations } from '../src/users/userOperations.js';
import { startApi, type ApiHarness } from './apiHarness.js';

const OPERATIONS: readonly OperationSpec[] = [
  ...productOperations,
  ...devicesOperations,
  ...catalogueOperations,
  ...journalOperations,
  ...counterOperations,
  ...userOperations,
];

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApi();
});
afterAll(async () => {
  await harness.close();
});

const titled = OPERATIONS.map((spec) => [spec.operationId, spec] as const);

describe('the cabinet’s operations', () => {
  it('when they are put together, then each has an id of its own', () => {
    expect(new Set(OPERATIONS.map(({ operationId }) => operationId)).size).toBe(OPERATIONS.length);
  });

  it.each(titled)(
    'when %s is described, then it is served, to those with its scopes only',
    async (_id, spec) => {
      const path = spec.path.replace(':id', '1');
      const account = await harness.createAccount();
      expect((await harness.call(spec.method.toUpperCase(), path)).status).toBe(401);
      const isOpenTo = async (scope: 'read' | 'write' | 'webhooks' | 'device') => {
        const token = await harness.issue(account.accountId, [scope]);
        return (await harness.call(spec.method.toUpperCase(), path, { token })).status !== 403;
      };
      for (const scope of ['read', 'write', 'webhooks', 'device'] as const) {
        expect([scope, await isOpenTo(scope)]).toEqual([scope, spec.scopes.includes(scope)]);
      }
    },
  );

  it.each(titled)('when %s gives examples, then its own schemas accept them', (_id, spec) => {
    if (spec.bodyExample !== undefined)
      expect(spec.body?.safeParse(spec.bodyExample)).toMatchObject({ success: true });
    for (const { schema, example } of Object.values(spec.answers)) {
      if (schema) expect(schema.parse(example)).toEqual(example);
    }
  });

  it.each(titled)(
    'when %s is printed as JSON Schema, then it can be',
    (_id, { body, query, params, answers }) => {
      for (const schema of [body, query, params]) {
        if (schema) expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
      }
      for (const { schema } of Object.values(answers)) {
        if (schema) expect(() => z.toJSONSchema(schema, { io: 'output' })).not.toThrow();
      }
    },
  );
});
