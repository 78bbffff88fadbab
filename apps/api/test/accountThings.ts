import { randomUUID } from 'node:crypto';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Attempt } from '@kassahook/contracts/attempt';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { attemptIdOf, deliveryIdOf, newEventId } from '@kassahook/platform/ids';
import { writeNotification } from '@kassahook/postgres/notificationWrite';
import type { ApiHarness } from './apiHarness.js';
import { signUp, type Member } from './browser.js';
import { codeFor, createApp, credentials, post } from './oauthClient.js';

const DATE = '2026-03-01T09:00:00.000Z';
const SCOPES: readonly TokenScope[] = ['read', 'write', 'webhooks', 'account'];

/** An account that has one of everything that has an id. */
export interface FurnishedAccount {
  member: Member;
  /** Every scope that a person can give. */
  token: string;
  deviceToken: string;
  /** The thing's id, by the kind of thing. */
  ids: Readonly<Record<ThingKind, string | number>>;
}

export type ThingKind =
  | 'product'
  | 'shop'
  | 'department'
  | 'cashier'
  | 'device'
  | 'shift'
  | 'shiftNumber'
  | 'receipt'
  | 'encashment'
  | 'operation'
  | 'externalId'
  | 'lease'
  | 'webhook'
  | 'event'
  | 'entity'
  | 'delivery'
  | 'job'
  | 'notification'
  | 'inspector'
  | 'inspectedRequest'
  | 'user'
  | 'invitation'
  | 'session'
  | 'token'
  | 'oauthApp'
  | 'oauthGrant';

/**
 * Makes the account and its things; `name` is in every text of it, so that a leak is seen.
 * @param shiftNumber of its one shift: two accounts take different ones
 */
export async function furnishAccount(
  harness: ApiHarness,
  { name, shiftNumber }: { name: string; shiftNumber: number },
): Promise<FurnishedAccount> {
  const member = await signUp(harness);
  const { accountId, userId } = member;
  const token = await harness.issue(accountId, SCOPES);
  const ask = async (method: string, path: string, body?: object, as = token) => {
    const answer = await harness.call(method, path, { token: as, ...(body && { body }) });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body as { id: string };
  };
  const create = async (path: string, body: object, as = token) => (await ask('POST', path, body, as)).id;
  const firstOf = async (path: string): Promise<string> => {
    const [first] = (await ask('GET', path)) as unknown as { id: string }[];
    if (!first) throw new Error(`${path} is empty`);
    return first.id;
  };

  const shop = await create('/api/shops', { name });
  const made = (await ask('POST', '/api/devices', { name, groupId: shop })) as unknown as {
    id: number;
    deviceToken: string;
  };
  const { id: device, deviceToken } = made;
  const registration = { registryNumber: '1', fnNumber: '2', ofd: name, taxModes: ['SIMPLE'], address: name };
  await ask('PUT', `/api/devices/${device}/registration`, registration);
  const department = await create('/api/departments', { name, tax: 'NDS_10' });
  const product = await create('/api/products', { name, departmentId: department });
  const cashier = { tabNumber: '1', name };

  const shift = await create(
    '/api/device/shifts',
    { number: shiftNumber, openedAt: DATE, cashier },
    deviceToken,
  );
  const document = { shiftId: shiftNumber, number: 1, date: DATE, cashier };
  const position = { name, type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'NDS_10' };
  const receipt = await create(
    '/api/device/receipts',
    {
      ...document,
      type: 'SALE',
      amount: 100,
      payments: [{ type: 'CASH', amount: 100 }],
      positions: [position],
    },
    deviceToken,
  );
  const encashment = await create(
    '/api/device/encashments',
    { ...document, type: 'MONEY_IN', sum: 5 },
    deviceToken,
  );
  const externalId = randomUUID();
  const operation = await create('/api/receipts', {
    externalId,
    deviceId: device,
    type: 'SALE',
    timeout: 60,
    taxMode: 'DEFAULT',
    positions: [{ ...position, quantity: 1, priceSum: 100 }],
    payments: [{ sum: 100, type: 'CASHLESS' }],
    attributes: { email: member.email },
    total: { priceSum: 100 },
  });
  const handed = (await ask(
    'POST',
    '/api/device/operations/next',
    { waitMs: 0 },
    deviceToken,
  )) as unknown as {
    lease: { id: string };
  };

  const webhook = await create('/api/webhooks', { url: 'https://shop.example/hook', description: name });
  const entity = `${name}-${randomUUID()}`;
  const { event, delivery } = await writeDelivery(harness, {
    accountId,
    webhookId: webhook,
    entityId: entity,
    name,
  });
  const job = await create(`/api/webhooks/${webhook}/recover`, { since: DATE });
  const data = {
    kind: 'WEBHOOK_DISABLED',
    url: 'https://shop.example/hook',
    reason: 'GONE',
    disabledAt: DATE,
  } as const;
  await harness.postgres.transaction((transaction) =>
    writeNotification(harness.postgres, { accountId, webhookId: webhook, data }, transaction),
  );
  const inspector = (await ask('POST', '/api/inspectors', { name })) as unknown as {
    id: string;
    url: string;
  };
  await fetch(`http://127.0.0.1:${harness.api.port()}${new URL(inspector.url).pathname}`, {
    method: 'POST',
    body: name,
  });

  const app = await createApp(member);
  await post(harness, 'access_token', { ...credentials(app), code: await codeFor(member.browser, app) });
  const sessions = await member.browser.call('GET', '/api/auth/sessions');
  const [session] = sessions.body as unknown as { id: string }[];

  return {
    member,
    token,
    deviceToken,
    ids: {
      product,
      shop,
      department,
      cashier: await create('/api/cashiers', cashier),
      device,
      shift,
      shiftNumber,
      receipt,
      encashment,
      operation,
      externalId,
      lease: handed.lease.id,
      webhook,
      event,
      entity,
      delivery,
      job,
      notification: await firstOf('/api/notifications'),
      inspector: inspector.id,
      inspectedRequest: await firstOf(`/api/inspectors/${inspector.id}/requests`),
      user: userId,
      invitation: await create('/api/invitations', { email: `${randomUUID()}@example.com`, role: 'viewer' }),
      session: session?.id ?? '',
      token: await create('/api/tokens', { name, scopes: ['read'] }),
      oauthApp: app.id,
      oauthGrant: await firstOf('/api/oauth2/grants'),
    },
  };
}

/** An event and a delivery that waits, as notifier and deliverer leave them. */
async function writeDelivery(
  { mongo }: ApiHarness,
  story: { accountId: string; webhookId: string; entityId: string; name: string },
): Promise<{ event: string; delivery: string }> {
  const { accountId, webhookId, entityId, name } = story;
  const at = new Date(DATE);
  const about = { accountId, type: 'RECEIPT', action: 'CREATE', entityId, occurredAt: at } as const;
  const event = newEventId();
  const snapshot = JSON.stringify({ id: entityId, name });
  await createEventStore(mongo).insertMany([
    { ...about, id: event, source: 'mongo', snapshot, webhookIds: [webhookId] },
  ]);
  const delivery = deliveryIdOf(event, webhookId);
  const attempt: Attempt = {
    ...about,
    id: attemptIdOf(delivery, 1),
    deliveryId: delivery,
    eventId: event,
    webhookId,
    attempt: 1,
    rung: 0,
    trigger: 'schedule',
    at,
    state: 'waiting',
    errorClass: 'SERVER_ERROR',
    request: { url: 'https://shop.example/hook', headers: { 'webhook-id': delivery } },
    response: { status: 500, headers: {}, body: name },
    timings: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 5, totalMs: 9 },
    remoteAddress: '203.0.113.7',
    worker: 'test',
    nextAttemptAt: new Date(at.getTime() + 60_000),
    nextRung: 1,
  };
  await createAttemptStore(mongo).insertMany([attempt]);
  return { event, delivery };
}
