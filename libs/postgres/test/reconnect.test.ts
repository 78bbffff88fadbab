import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { waitFor } from '@kassahook/testing/waitFor';
import { isPostgresDown } from '../src/databaseErrors.js';
import { createPostgres, type Postgres } from '../src/postgres.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

/** A way to the database that can be cut and mended. */
interface Cable {
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

let test: TestPostgres;
let owner: Owner;
let cable: Cable;
let postgres: Postgres;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  jest.spyOn(console, 'warn').mockReturnValue(); // Sequelize tells there of transactions that died with their connection
  test = await createTestPostgres();
  owner = await test.newOwner();
  cable = await createCable(test.url);
  postgres = createPostgres({
    url: cable.url,
    logger: createSilentLogger(),
    poolMax: 3,
    onCommitted: () => undefined,
    onWebhooksChanged: () => undefined,
  });
});
afterAll(async () => {
  await postgres.close();
  await cable.cut();
  await test.drop();
  process.off('unhandledRejection', note);
  jest.restoreAllMocks();
});

async function createCable(target: string): Promise<Cable> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let listening = 0;

  async function mend(): Promise<void> {
    server = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server?.listen(listening, '127.0.0.1', resolve));
    listening = (server.address() as AddressInfo).port;
  }

  await mend();
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(listening);
  return {
    url: url.toString(),
    mend,
    async cut() {
      const closed = new Promise((resolve) =>
        server?.listening ? server.close(resolve) : resolve(undefined),
      );
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
  };
}

/** The call fails, and its error says that the database is the reason. */
async function expectDown(call: Promise<unknown>): Promise<void> {
  const error: unknown = await call.then(
    () => 'it succeeded',
    (thrown: unknown) => thrown,
  );
  expect({ error, down: isPostgresDown(error) }).toMatchObject({ down: true });
}

const createProduct = (name: string) =>
  postgres.transaction((transaction) =>
    postgres.models.product.create({ accountId: owner.accountId, name }, { transaction }),
  );

describe('a Postgres that goes away', () => {
  it('when it comes back, then the same pool works again, and what failed meanwhile says that it was down', async () => {
    await Promise.all([postgres.ping(), postgres.ping(), postgres.ping()]); // connections that will die idle
    await createProduct('before');

    const inFlight = postgres.transaction(async (transaction) => {
      await postgres.models.product.create({ accountId: owner.accountId, name: 'lost' }, { transaction });
      await cable.cut();
      await postgres.models.product.create({ accountId: owner.accountId, name: 'lost too' }, { transaction });
    });
    await expectDown(inFlight);
    await expectDown(postgres.ping());
    await expectDown(createProduct('refused'));

    await cable.mend();
    await waitFor(() => postgres.ping().then(() => true), { what: 'the database to answer again' });
    await createProduct('after');
    const rows = await postgres.models.product.findAll({ order: ['createdAt'] });
    expect(rows.map((row) => row.name)).toEqual(['before', 'after']);
    expect(unhandled).toEqual([]);
  });

  it('when its backends are terminated one after another, then the pool replaces them', async () => {
    for (let round = 0; round < 3; round += 1) {
      await test.postgres.sequelize.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      await waitFor(() => postgres.ping().then(() => true), { what: 'the database to answer again' });
    }
    await createProduct('still there');
    expect(unhandled).toEqual([]);
  });

  it('when it is created, then no connection is opened', async () => {
    const idle = createPostgres({
      url: 'postgres://nobody@127.0.0.1:1/nothing',
      logger: createSilentLogger(),
      onCommitted: () => undefined,
      onWebhooksChanged: () => undefined,
    });
    await expectDown(idle.ping());
    await idle.close();
  });
});

describe('isPostgresDown', () => {
  it('when the database answered with an error of ours, then it is not down', async () => {
    const error: unknown = await postgres.sequelize
      .query('SELECT nonsense')
      .catch((thrown: unknown) => thrown);
    expect(isPostgresDown(error)).toBe(false);
    expect(isPostgresDown(new Error('other'))).toBe(false);
  });
});
