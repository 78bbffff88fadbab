import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attempt, DeliveryState } from '@kassahook/contracts/attempt';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { createMongo, type Mongo } from '@kassahook/mongo/mongo';
import { createRetentionStore as createLogStore } from '@kassahook/mongo/retentionStore';
import type { EntityType } from '@kassahook/domain/eventType';
import { createLogRetention } from '@kassahook/notifier/upkeep/logRetention';
import { createRetention } from '@kassahook/notifier/upkeep/retention';
import { attemptIdOf, deliveryIdOf, newEventId, newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createRetentionStore } from '@kassahook/postgres/retentionStore';
import { createMigratedPostgres, type MigratedPostgres } from './migratedPostgres.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-05-01T12:00:00.000Z');
const BEFORE = new Date(NOW - 30 * DAY);
const logger = createSilentLogger();

let database: MigratedPostgres;
let mongo: Mongo;
let postgres: Postgres;

beforeAll(async () => {
  database = await createMigratedPostgres({ beside: ['mongo'] });
  ({ postgres } = database);
  mongo = createMongo({ url: database.namespace.MONGO_URL, logger, onCommitted: () => undefined });
  await mongo.connect();
});
afterAll(async () => {
  await mongo.close();
  await database.drop();
});

const known = newId();

/** An event of so many days ago, and the attempts of its deliveries to webhooks, an hour apart. */
async function happened(
  daysAgo: number,
  deliveries: Readonly<Record<string, readonly DeliveryState[]>>,
  attemptedDaysAgo = daysAgo,
  entity: { type: EntityType; entityId: string } = { type: 'RECEIPT', entityId: 'r' },
): Promise<string> {
  const id = newEventId();
  const occurredAt = new Date(NOW - daysAgo * DAY);
  const facts = {
    accountId: 'a',
    ...entity,
    action: 'CREATE' as const,
    occurredAt,
  };
  await createEventStore(mongo).insertMany([
    { id, source: 'mongo', ...facts, snapshot: '{}', webhookIds: Object.keys(deliveries) },
  ]);
  const attempts = Object.entries(deliveries).flatMap(([webhookId, states]) =>
    states.map((state, index): Attempt => {
      const deliveryId = deliveryIdOf(id, webhookId);
      return {
        ...facts,
        ...{ id: attemptIdOf(deliveryId, index + 1), deliveryId, eventId: id, webhookId },
        ...{ attempt: index + 1, rung: index, trigger: 'schedule', state, errorClass: null },
        at: new Date(NOW - attemptedDaysAgo * DAY + index * 3_600_000),
        ...{ request: null, response: null, timings: null, remoteAddress: null, worker: 'test' },
        ...{ nextAttemptAt: null, nextRung: null },
      };
    }),
  );
  await createAttemptStore(mongo).insertMany(attempts);
  return id;
}

const retain = (mayGoOn = () => Promise.resolve(true), waitedBefore = BEFORE) =>
  createLogRetention({
    logs: createLogStore(mongo),
    knownWebhooks: (ids) => Promise.resolve(new Set(ids.filter((id) => id === known))),
    mayGoOn,
    pageSize: 2,
  })({ before: BEFORE, lostBefore: new Date(NOW - 60 * DAY), waitedBefore });

async function left(): Promise<{ events: string[]; attemptsOf: string[] }> {
  const [events, attempts] = await Promise.all(
    ['events', 'attempts'].map((name) =>
      mongo.db().collection<{ _id: string; eventId: string }>(name).find().toArray(),
    ),
  );
  return {
    events: (events ?? []).map(({ _id }) => _id).sort(),
    attemptsOf: [...new Set((attempts ?? []).map(({ eventId }) => eventId))].sort(),
  };
}

describe('events and attempts', () => {
  it('when they are old and over, then they go; what is young or still to be delivered stays', async () => {
    await happened(40, {});
    await happened(40, { [known]: ['delivered'] });
    await happened(40, { [known]: ['waiting', 'dead'], gone: ['cancelled'] });
    await happened(40, { gone: ['waiting'] });
    const kept = [
      await happened(40, { [known]: ['waiting'] }),
      await happened(40, { [known]: [] }),
      await happened(40, { [known]: ['delivered'] }, 5),
      await happened(20, { [known]: ['delivered'] }),
      await happened(20, {}),
    ];
    expect(await retain()).toEqual({ events: 4, attempts: 5, kept: 3, lost: 0 });
    const { events, attemptsOf } = await left();
    expect(events).toEqual([...kept].sort());
    expect(attemptsOf).toEqual([kept[0], kept[2], kept[3]].sort());
    expect(await retain()).toEqual({ events: 0, attempts: 0, kept: 3, lost: 0 });
  });

  it('when a resend delivered it and its own schedule still runs, then it stays until that attempt is old as well', async () => {
    const id = await happened(32, { [known]: ['waiting', 'delivered'] }, 31);
    const attempts = mongo.db().collection<{ _id: string }>('attempts');
    const deliveryId = deliveryIdOf(id, known);
    await attempts.updateOne({ _id: attemptIdOf(deliveryId, 2) }, { $set: { trigger: 'manual' } });
    const nextIs = (nextAttemptAt: Date) =>
      attempts.updateOne({ _id: attemptIdOf(deliveryId, 1) }, { $set: { nextAttemptAt } });
    await nextIs(new Date(NOW - 29.5 * DAY));
    await retain();
    expect((await left()).events).toContain(id);
    await nextIs(new Date(NOW - 30.5 * DAY));
    await retain();
    expect((await left()).events).not.toContain(id);
  });

  it('when a delivery still seems to wait at twice that age, then its message was lost and the event goes, counted', async () => {
    const lost = [await happened(61, { [known]: [] }), await happened(61, { [known]: ['waiting'] })];
    const going = await happened(61, { [known]: ['waiting', 'waiting'] }, 5);
    const waiting = await happened(59, { [known]: [] });
    expect(await retain()).toMatchObject({ events: 2, attempts: 1, lost: 2 });
    const { events } = await left();
    expect([...lost, going, waiting].map((id) => events.includes(id))).toEqual([false, false, true, true]);
    const paced = await happened(61, { [known]: ['waiting'] }, 35);
    expect(await retain(undefined, new Date(NOW - 40 * DAY))).toMatchObject({ lost: 0 });
    expect((await left()).events).toContain(paced);
    expect(await retain()).toMatchObject({ events: 1, lost: 1 });
  });

  it('when a callback of an operation is still to be sent, then its event stays', async () => {
    const entityId = newId();
    const operation = { type: 'OPERATION' as const, entityId };
    const waiting = await happened(40, { [entityId]: ['waiting'] }, 40, operation);
    const over = await happened(40, { [entityId]: ['waiting', 'delivered'] }, 40, operation);
    await retain();
    const { events } = await left();
    expect([events.includes(waiting), events.includes(over)]).toEqual([true, false]);
  });

  it('when a round died between an event and its attempts, then the next one removes them', async () => {
    const id = await happened(40, { [known]: ['waiting', 'delivered'] });
    await mongo.db().collection<{ _id: string }>('events').deleteOne({ _id: id });
    expect(await retain()).toMatchObject({ events: 0, attempts: 2 });
    expect((await left()).attemptsOf).not.toContain(id);
  });

  it('when somebody else has the lease, then nothing goes', async () => {
    const id = await happened(40, {});
    expect(await retain(() => Promise.resolve(false))).toEqual({ events: 0, attempts: 0, kept: 0, lost: 0 });
    expect((await left()).events).toContain(id);
  });
});

/** Tokens, grants, invitations and keys: of each some that are over for long, and some that are not. */
function accessOf(accountId: string, ago: (days: number) => string): string[] {
  const id = '(SELECT id FROM users LIMIT 1)';
  const never = 'NULL';
  const [APP, USED, LASTING, DEAD] = [newId(), newId(), newId(), newId()];
  const token = (name: string, { expires = never, revoked = never, grant = never }) => `
    INSERT INTO api_tokens (id, account_id, user_id, name, token_hash, scopes, created_at, expires_at, revoked_at, grant_id)
    VALUES (gen_random_uuid(), '${accountId}', ${id}, '${name}', '${newId()}', '{read}', ${ago(90)}, ${expires}, ${revoked}, ${grant});`;
  const grant = (grantId: string, scope: string) => `
    INSERT INTO oauth_grants (id, app_id, account_id, user_id, scopes, created_at)
    VALUES ('${grantId}', '${APP}', '${accountId}', ${id}, '{${scope}}', ${ago(90)});`;
  const refresh = (hash: string, grantId: string, expires: string) => `
    INSERT INTO oauth_refresh_tokens (token_hash, grant_id, expires_at, created_at)
    VALUES ('${hash}', '${grantId}', ${expires}, ${ago(90)});`;
  const invitation = (email: string, expires: string) => `
    INSERT INTO invitations (id, account_id, email, role, token_hash, expires_at, created_at)
    VALUES (gen_random_uuid(), '${accountId}', '${email}', 'viewer', '${newId()}', ${expires}, ${ago(90)});`;
  const key = (name: string, expires: string) => `
    INSERT INTO idempotency_keys (account_id, route, key, request_id, run_id, fingerprint, locked_until, expires_at)
    VALUES ('${accountId}', 'POST /', '${name}', gen_random_uuid(), gen_random_uuid(), '', now(), ${expires});`;
  return [
    ...[token('for ever', {}), token('expired lately', { expires: ago(20) })],
    ...[token('expired', { expires: ago(31) }), token('revoked', { revoked: ago(31), expires: ago(-9) })],
    `INSERT INTO oauth_apps (id, account_id, name, redirect_uris, is_confidential, created_at, updated_at)
     VALUES ('${APP}', '${accountId}', 'a', '{https://a.b/}', false, now(), now());`,
    ...[grant(USED, 'read'), grant(LASTING, 'webhooks'), grant(DEAD, 'write')],
    token('in use', { expires: ago(0.1), grant: `'${USED}'` }),
    ...[
      refresh('r in use', USED, ago(-3)),
      refresh('r used', USED, ago(31)),
      refresh('r dead', DEAD, ago(31)),
    ],
    token('in use, lasting', { grant: `'${LASTING}'` }),
    token('dead', { expires: ago(31), grant: `'${DEAD}'` }),
    ...[invitation('open@b.c', ago(-3)), invitation('over@b.c', ago(31))],
    ...Array.from({ length: 2_001 }, (_, index) => key(`old ${index}`, ago(0.1))),
    key('young', ago(-0.5)),
  ];
}

describe('tables', () => {
  it('when rows are older than they are kept, then they go: ended jobs, notifications, counters by step, the audit log', async () => {
    const owner = { name: 'Анна', email: 'anna@example.com', passwordHash: 'none' };
    const { accountId } = await createAccountStore(postgres).create({ name: 'Ларёк', owner });
    const ago = (days: number) => `timestamptz '${new Date(NOW - days * DAY).toISOString()}'`;
    const job = (state: string, days: number, finished: boolean) => `
      INSERT INTO jobs (id, account_id, webhook_id, kind, since, state, created_at, finished_at)
      VALUES (gen_random_uuid(), '${accountId}', gen_random_uuid(), 'recover', now(), '${state}', ${ago(days)},
        ${finished ? ago(days) : 'NULL'});`;
    const note = (days: number) => `
      INSERT INTO notifications (id, account_id, kind, data, created_at)
      VALUES (gen_random_uuid(), '${accountId}', 'WEBHOOK_FAILING', '{}', ${ago(days)});`;
    const entry = (days: number) => `
      INSERT INTO audit_log (id, account_id, at, action, target_type, target_id, has_actor, details)
      VALUES (gen_random_uuid(), '${accountId}', ${ago(days)}, 'session.opened', 'session', 's', false, '{}');`;
    const counters = (step: string, days: number) => `
      INSERT INTO delivery_stats VALUES (gen_random_uuid(), '${step}', ${ago(days)}, '${accountId}', 1,1,1,1,1,1,1,1,1,'{}');`;
    await postgres.sequelize.query(
      [
        ...[job('done', 40, true), job('failed', 40, true), job('running', 40, false), job('done', 20, true)],
        ...[note(100), note(80)],
        'DELETE FROM audit_log;',
        ...Array.from({ length: 2_001 }, () => entry(401)),
        ...[entry(399), entry(0)],
        ...[counters('minute', 4), counters('minute', 2), counters('hour', 4), counters('hour', 100)],
        ...[counters('day', 100), counters('day', 800)],
        `INSERT INTO stats_flushes VALUES ('old', 1, ${ago(8)}), ('young', 1, ${ago(1)});`,
        `INSERT INTO password_resets (id, email, requested_at)
         VALUES (gen_random_uuid(), 'a@b.c', ${ago(2)}), (gen_random_uuid(), 'a@b.c', ${ago(0.5)});`,
        ...accessOf(accountId, ago),
        `INSERT INTO webhook_health (webhook_id, account_id, failures_in_row) VALUES (gen_random_uuid(), '${accountId}', 1);`,
      ].join('\n'),
    );
    let lost = 0;
    const round = createRetention({
      removeLogs: (ages) => {
        expect(ages).toEqual({ before: BEFORE, lostBefore: new Date(NOW - 60 * DAY), waitedBefore: BEFORE });
        return Promise.resolve({ events: 3, attempts: 0, kept: 0, lost: 2 });
      },
      onLost: (events) => void (lost += events),
      tables: createRetentionStore(postgres),
      mayGoOn: () => Promise.resolve(true),
      longestWaitMs: DAY,
      days: { logs: 30, jobs: 30, notifications: 90, audit: 400, stats: { minute: 3, hour: 90, day: 730 } },
      clock: { now: () => NOW },
      logger,
    });
    await round();
    expect(lost).toBe(2);
    const count = async (table: string) => {
      const [rows] = await postgres.sequelize.query(`SELECT count(*)::int AS count FROM ${table}`);
      return (rows as { count: number }[])[0]?.count;
    };
    expect(await count('jobs')).toBe(2);
    expect(await count('notifications')).toBe(1);
    expect(await count('audit_log')).toBe(2);
    expect(await count('delivery_stats')).toBe(3);
    expect(await count('stats_flushes')).toBe(1);
    expect(await count('webhook_health')).toBe(0);
    expect(await count('password_resets')).toBe(1);
    const column = async (table: string, name: string) => {
      const [rows] = await postgres.sequelize.query(`SELECT ${name} AS value FROM ${table} ORDER BY 1`);
      return (rows as { value: string }[]).map(({ value }) => value);
    };
    expect(await column('idempotency_keys', 'key')).toEqual(['young']);
    expect(await column('api_tokens', 'name')).toEqual([
      'expired lately',
      'for ever',
      'in use',
      'in use, lasting',
    ]);
    expect(await column('oauth_grants', 'scopes[1]')).toEqual(['read', 'webhooks']);
    expect(await column('oauth_refresh_tokens', 'token_hash')).toEqual(['r in use']);
    expect(await column('invitations', 'email')).toEqual(['open@b.c']);
  });
});
