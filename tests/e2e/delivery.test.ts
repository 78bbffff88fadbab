import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { deliverFirstQueue, deadQueue, eventsQueue } from '@kassahook/amqp/names';
import { createProductStore } from '@kassahook/postgres/productStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline } from './pipeline.js';

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

describe('the way of one event', () => {
  it('when a receipt is rung up, then the shop’s server gets it once, signed, with the object that the API shows', async () => {
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/signed');
    const secret = await pipeline.call(account.token, 'GET', `/api/webhooks/${webhookId}/secret`);
    await openShift(pipeline, account);
    const receiptId = await sell(pipeline, account, 1);

    const [request] = await pipeline.receiver.received('/signed', 1);
    const headers = request!.headers as Record<string, string>;
    const body = new Webhook((secret.body as { secret: string }).secret).verify(request!.body, headers);
    expect(body).toMatchObject({
      action: 'CREATE',
      type: 'RECEIPT',
      data: { id: receiptId, _id: receiptId, amount: 10_000 },
    });
    expect(request!.body).not.toContain('secret-of-the-cashier');
    expect(headers['user-agent']).toMatch(/^kassahook\/\d+\.\d+\.\d+ \(\+http/);
    expect(headers['kassahook-attempt']).toBe('1');
    expect(Date.parse(headers['kassahook-occurred-at']!)).toBeLessThanOrEqual(request!.atMs);
    await waitFor(async () => (await deliveriesOf(pipeline, account, webhookId, 'delivered')).length === 1);
    expect(pipeline.receiver.requests('/signed')).toHaveLength(1);
  });

  it('when any of the seven kinds changes, then a webhook to everything hears each change, and a narrow one only its own', async () => {
    const account = await pipeline.createAccount();
    const { accountId, deviceId } = account;
    const all = [
      'products',
      'devices',
      'encashments',
      'receipts',
      'shifts',
      'operations',
      'deviceRegistrations',
    ];
    await subscribe(pipeline, account, '/all', {
      types: Object.fromEntries(all.map((flag) => [flag, true])),
    });
    await subscribe(pipeline, account, '/narrow', { events: { shifts: ['UPDATE'], products: ['DELETE'] } });

    const products = createProductStore(pipeline.postgres);
    const product = await products.create(accountId, { name: 'Чай' });
    await products.patch({ accountId, id: product.id }, { price: 5_000 });
    await products.remove({ accountId, id: product.id });
    const devices = createDeviceStore(pipeline.postgres);
    await devices.patch({ accountId, id: deviceId }, { name: 'Касса у окна' });
    await devices.putRegistration(
      { accountId, id: deviceId },
      {
        registryNumber: '1',
        fnNumber: '2',
        ofd: 'ОФД',
        taxModes: ['DEFAULT'],
        address: 'Москва',
        registeredAt: new Date(),
      },
    );
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await pipeline.call(account.deviceToken, 'POST', '/api/device/encashments', {
      shiftId: 1,
      number: 1,
      type: 'MONEY_IN',
      sum: 100_00,
      date: '2026-05-01T12:00:00.000Z',
    });
    await pipeline.call(account.deviceToken, 'POST', '/api/device/shifts/1/close', {});
    const journals = createJournalStore(pipeline.mongo);
    const id = `operation-${accountId}`;
    await journals.createOperation({ _id: id, accountId, deviceId, createdAt: new Date() });
    await journals.setOperationStatus({ accountId, id, status: 'IN_PROGRESS', at: new Date() });
    await journals.setOperationStatus({
      accountId,
      id,
      status: 'SUCCESS',
      at: new Date(),
      data: { receiptId: 'r-1' },
    });

    const requests = await pipeline.receiver.received('/all', 13);
    const heard = requests.map((request) => {
      const { type, action, data } = JSON.parse(request.body) as {
        type: string;
        action: string;
        data: { status?: string };
      };
      return [type, action, data.status].filter((part) => part !== undefined).join(' ');
    });
    expect(heard.sort()).toEqual([
      // The register itself was made without a hint: the relay brings it a moment later.
      'DEVICE CREATE',
      'DEVICE UPDATE',
      'DEVICE_REGISTRATION CREATE',
      'ENCASHMENT CREATE',
      'OPERATION CREATE PENDING',
      'OPERATION UPDATE IN_PROGRESS',
      'OPERATION UPDATE SUCCESS',
      'PRODUCT CREATE',
      'PRODUCT DELETE',
      'PRODUCT UPDATE',
      'RECEIPT CREATE',
      'SHIFT CREATE OPENED',
      'SHIFT UPDATE CLOSED',
    ]);
    const narrow = (await pipeline.receiver.received('/narrow', 2)).map(
      (request) => JSON.parse(request.body) as { type: string },
    );
    expect(narrow.map(({ type }) => type).sort()).toEqual(['PRODUCT', 'SHIFT']);
  });

  it('when an entity is created and deleted before anybody published it, then both bodies arrive', async () => {
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/short-life', { types: { products: true } });
    await pipeline.postgres.transaction(async (transaction) => {
      const row = await pipeline.postgres.models.product.create(
        { accountId: account.accountId, name: 'Мимолётный' },
        { transaction },
      );
      await row.destroy({ transaction });
    });
    const requests = await pipeline.receiver.received('/short-life', 2);
    const bodies = requests.map(
      (request) => JSON.parse(request.body) as { action: string; data: { name: string } },
    );
    expect(bodies.map(({ action, data }) => `${action} ${data.name}`).sort()).toEqual([
      'CREATE Мимолётный',
      'DELETE Мимолётный',
    ]);
  });

  it('when a body is larger than a message may carry, then it is read from the event store and arrives whole', async () => {
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/large');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1, 400);
    const [request] = await pipeline.receiver.received('/large', 1);
    expect(Buffer.byteLength(request!.body)).toBeGreaterThan(32 * 1024);
    expect((JSON.parse(request!.body) as { data: { positions: unknown[] } }).data.positions).toHaveLength(
      400,
    );
  });

  it('when an event matches nobody, then it is stored all the same and its outbox is empty', async () => {
    const account = await pipeline.createAccount();
    await openShift(pipeline, account);
    await waitFor(async () => {
      const stored = await pipeline.events.listSince({
        since: new Date(0),
        limit: 10,
        accountId: account.accountId,
      });
      return stored.some((event) => event.type === 'SHIFT' && event.webhookIds.length === 0);
    });
  });
});

describe('broken and repeated messages', () => {
  it.each([
    ['not JSON', deliverFirstQueue, 'certainly { not json'],
    ['an unknown version', deliverFirstQueue, JSON.stringify({ v: 99 })],
    ['a hint of an unknown version', eventsQueue, JSON.stringify({ v: 2, eventId: 'x' })],
    ['a hint without ids', eventsQueue, JSON.stringify({ v: 1 })],
  ])('when a message is %s, then it ends in the dead queue', async (_, queue, body) => {
    const before = (await pipeline.amqp.depths([deadQueue]))[deadQueue] ?? 0;
    await pipeline.amqp.createPublisher().publish({ queue, body });
    await waitFor(async () => (await pipeline.amqp.depths([deadQueue]))[deadQueue] === before + 1, {
      what: 'one more dead message',
    });
  });

  it('when a delivery is published again, then the log is asked and no second request is made', async () => {
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/repeat');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await waitFor(async () => (await deliveriesOf(pipeline, account, webhookId, 'delivered')).length === 1);
    const [event] = (await pipeline.events.listSince({ since: new Date(0), limit: 10, webhookId })).filter(
      (one) => one.type === 'RECEIPT',
    );
    const { firstAttempt } = await import('@kassahook/notifier/firstAttempts');
    const message = firstAttempt(event!, { webhookId, repeat: true, now: Date.now() });
    const publisher = pipeline.amqp.createPublisher();
    for (let copy = 0; copy < 5; copy += 1) {
      await publisher.publish({ queue: deliverFirstQueue, body: JSON.stringify(message) });
    }
    await sell(pipeline, account, 2);
    await pipeline.receiver.received('/repeat', 2);
    await waitFor(async () => (await pipeline.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] === 0);
    expect(pipeline.receiver.requests('/repeat')).toHaveLength(2);
  });
});

describe('hints and the relay', () => {
  it('when no hint was published, then the relay finds the event in the outbox', async () => {
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/relay', { types: { products: true, operations: true } });
    // These stores have nobody to tell: their hints go nowhere.
    await createProductStore(pipeline.postgres).create(account.accountId, { name: 'Забытый' });
    await createJournalStore(pipeline.mongo).createOperation({
      _id: `forgotten-${account.accountId}`,
      accountId: account.accountId,
      deviceId: account.deviceId,
      createdAt: new Date(),
    });
    const requests = await pipeline.receiver.received('/relay', 2);
    const types = requests.map((request) => (JSON.parse(request.body) as { type: string }).type);
    expect(types.sort()).toEqual(['OPERATION', 'PRODUCT']);
  });
});
