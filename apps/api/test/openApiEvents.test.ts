import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENTITY_TYPES } from '@kassahook/domain/eventType';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import { newId } from '@kassahook/platform/ids';
import { allOperations } from '../src/openapi/allOperations.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
import { documentValidators } from './answerCheck.js';
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

interface OutboxEvent {
  type: string;
  action: string;
  snapshot: string;
}

/** One entity of every kind, each by the way that makes it in production. */
async function createEntities(): Promise<void> {
  const cashier = { tabNumber: 7, name: 'Анна' };
  const date = '2026-03-01T12:00:00+03:00';
  const position = { name: 'Молоко', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'NDS_10' };
  const registration = {
    registryNumber: 1,
    fnNumber: 2,
    ofd: 'ОФД',
    taxModes: ['SIMPLE'],
    address: 'Москва',
  };
  const document = { shiftId: 1, number: 1, date, cashier };
  const { token, deviceToken, deviceId, accountId } = account;
  const steps: readonly (readonly [method: string, path: string, token: string, body?: object])[] = [
    ['POST', '/api/products', token, { name: 'Молоко', id: newId() }],
    ['PUT', `/api/devices/${deviceId}/registration`, token, registration],
    ['POST', '/api/device/shifts', deviceToken, { number: 1, cashier }],
    [
      'POST',
      '/api/device/receipts',
      deviceToken,
      {
        ...document,
        type: 'SALE',
        amount: 100,
        payments: [{ type: 'CASH', amount: 100 }],
        positions: [position],
      },
    ],
    ['POST', '/api/device/encashments', deviceToken, { ...document, type: 'MONEY_IN', sum: 5 }],
    ['POST', '/api/device/shifts/1/close', deviceToken, { totals: { sales: 100 } }],
  ];
  for (const [method, path, token, body] of steps) {
    expect((await harness.call(method, path, { token, body })).status).toBeLessThan(300);
  }
  const operation = { _id: newId(), accountId, deviceId, createdAt: new Date() };
  await createJournalStore(harness.mongo).createOperation(operation);
}

/** What waits for the notifier; none runs here. */
async function pendingEvents(): Promise<OutboxEvent[]> {
  const [rows] = await harness.postgres.sequelize.query('SELECT type, action, snapshot FROM outbox');
  const collections = {
    receipts: 'RECEIPT',
    shifts: 'SHIFT',
    encashments: 'ENCASHMENT',
    operations: 'OPERATION',
  };
  const lists = await Promise.all(
    Object.entries(collections).map(async ([name, type]) => {
      const documents = await harness.mongo.db().collection(name).find().toArray();
      const pending = documents.flatMap((document) => document['pending'] as Omit<OutboxEvent, 'type'>[]);
      return pending.map(({ action, snapshot }) => ({ type, action, snapshot }));
    }),
  );
  return [...(rows as OutboxEvent[]), ...lists.flat()];
}

describe('what webhooks carry', () => {
  it('when entities of every kind are written, then each event is as the document describes it', async () => {
    await createEntities();
    const events = await pendingEvents();
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([...ENTITY_TYPES].sort());
    const document = openApiDocument(allOperations);
    const validatorAt = documentValidators(document);
    for (const { type, action, snapshot } of events) {
      const name = Object.entries(document.webhooks).find(([, { post }]) =>
        post.summary.startsWith(`${type} `),
      )?.[0];
      const validate = validatorAt(`#/components/schemas/${name ?? ''}Event`);
      const body = { action, type, data: JSON.parse(snapshot) as unknown };
      expect([body, validate(body), validate.errors]).toEqual([body, true, null]);
    }
  });
});
