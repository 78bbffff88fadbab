import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { memberOperations } from '../src/accounts/memberOperations.js';
import { passwordResetOperations } from '../src/accounts/passwordResetOperations.js';
import { sessionOperations } from '../src/accounts/sessionOperations.js';
import { auditOperations } from '../src/audit/auditOperations.js';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { oauthAppOperations } from '../src/oauth/appOperations.js';
import { oauthOperations } from '../src/oauth/oauthOperations.js';
import { tokenOperations } from '../src/tokens/tokenOperations.js';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS } from './browser.js';

const OPERATIONS: readonly OperationSpec[] = [
  ...sessionOperations,
  ...passwordResetOperations,
  ...memberOperations,
  ...tokenOperations,
  ...auditOperations,
  ...oauthAppOperations,
  ...oauthOperations,
];
const titled = OPERATIONS.map((spec) => [spec.operationId, spec] as const);

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApi({ ...OPEN_DOORS, RATE_LIMIT_ADDRESS_PER_MINUTE: '0' });
});
afterAll(async () => {
  await harness.close();
});

describe('the operations of accounts and access', () => {
  it('when they are put together, then each has an id of its own', () => {
    expect(new Set(OPERATIONS.map(({ operationId }) => operationId)).size).toBe(OPERATIONS.length);
  });

  it.each(titled)(
    'when %s is described, then it is served, to those with its rights only',
    async (_id, spec) => {
      const path = spec.path.replace(':id', '1');
      const method = spec.method.toUpperCase();
      const headers = { accept: 'application/json' };
      const stranger = await createBrowser(harness).call(method, path, { headers });
      if (spec.scopes.length === 0) {
        expect([200, 400]).toContain(stranger.status);
        return;
      }
      expect(stranger.status).toBe(401);
      const { accountId } = await harness.createAccount();
      for (const scope of ['read', 'write', 'webhooks', 'device', 'account'] as const) {
        const token = await harness.issue(accountId, [scope]);
        const { status } = await harness.call(method, path, { token, headers });
        const isOpen = spec.scopes.includes(scope) && spec.isSessionOnly !== true;
        // What only a person may do is told after the body was looked at.
        if (spec.isSessionOnly === true) expect([400, 403]).toContain(status);
        else expect([scope, status !== 403]).toEqual([scope, isOpen]);
      }
    },
  );

  it.each(titled)('when %s gives examples, then its own schemas accept them', (_id, spec) => {
    if (spec.bodyExample !== undefined) {
      expect(spec.body?.safeParse(spec.bodyExample)).toMatchObject({ success: true });
    }
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
