import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventTypesView } from '@kassahook/contracts/eventTypes';
import { ACTIONS, ENTITY_FLAGS, ENTITY_TYPES } from '@kassahook/domain/eventType';
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

async function catalogue(): Promise<EventTypesView> {
  const { status, body } = await harness.call('GET', '/api/event-types', { token: account.token });
  expect(status).toBe(200);
  return body as EventTypesView;
}

describe('/api/event-types', () => {
  it('when it is read, then every entity and action is there, in the order of the mask', async () => {
    const entries = await catalogue();
    expect(entries.map(({ type }) => type)).toEqual(ENTITY_TYPES);
    expect(entries.map(({ flag }) => flag)).toEqual(ENTITY_FLAGS);
    for (const { actions } of entries) expect(actions.map(({ action }) => action)).toEqual(ACTIONS);
    const receipt = entries.find(({ type }) => type === 'RECEIPT');
    expect(receipt?.actions.map(({ name, happens }) => [name, happens])).toEqual([
      ['Receipt printed', true],
      ['Reserved', false],
      ['Reserved', false],
    ]);
  });

  it('when a sample is checked by its schema, then it fits, and is as a receiver would get it', async () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
    addFormats.default(ajv);
    for (const { type, schema, actions } of await catalogue()) {
      const validate = ajv.compile(schema);
      for (const { action, sample } of actions) {
        expect(sample).toMatchObject({ type, action });
        validate(sample.data);
        expect([type, action, validate.errors]).toEqual([type, action, null]);
      }
    }
  });

  it('when there is no token, then it is 401; a register has no business here', async () => {
    expect((await harness.call('GET', '/api/event-types')).status).toBe(401);
    expect((await harness.call('GET', '/api/event-types', { token: account.deviceToken })).status).toBe(403);
  });
});
