import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import { createMongo } from '@kassahook/mongo/mongo';
import { systemClock } from '@kassahook/platform/clock';
import { readSettings } from '@kassahook/platform/env';
import { newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { fillProducts, fillReceipts } from './fill.js';

export interface ListsOptions {
  /** What the API reads. */
  env: Readonly<Record<string, string>>;
  apiUrl: string;
  /** How many at most. */
  rows: { products: number; receipts: number };
  /** Called when there is an account, before the first request: the first bulk is to meet a process that has done nothing. */
  startApi: () => Promise<void>;
  say: (line: string) => void;
}

/** One line of the result: seconds of each call, in the order of the calls. */
export interface ListTime {
  what: string;
  seconds: number[];
}

const BULK_PRODUCTS = 1_000;
/** What is not there by then is not waited for; the result says how many there are. */
const FILL_LIMIT_MS = 60_000;
const TIMES = 5;

/**
 * Measures over HTTP what lists and bulks take: a bulk of 1000 products, cold and warm, and pages of a journal and of a catalogue that
 * are as long as was asked for, or as the servers take in a minute each.
 */
export async function measureLists({ env, apiUrl, rows, startApi, say }: ListsOptions): Promise<ListTime[]> {
  const settings = readSettings(['POSTGRES_URL', 'MONGO_URL'], env);
  const logger = createSilentLogger();
  const nobody = () => undefined;
  const postgres = createPostgres({
    url: settings.POSTGRES_URL,
    logger,
    onCommitted: nobody,
    onWebhooksChanged: nobody,
  });
  const mongo = createMongo({ url: settings.MONGO_URL, logger, onCommitted: nobody });
  const tokens = createTokenStore(postgres, { clock: systemClock });

  async function newAccount(): Promise<{ accountId: string; token: string }> {
    const owner = {
      name: 'bench',
      email: `${newId()}@example.com`,
      passwordHash: randomBytes(16).toString('hex'),
    };
    const { accountId } = await createAccountStore(postgres).create({ name: 'bench', owner });
    const token = newToken();
    await tokens.create({ accountId, name: 'bench', scopes: ['read', 'write'], tokenHash: hashToken(token) });
    return { accountId, token };
  }

  const times: ListTime[] = [];
  async function measure(what: string, count: number, call: () => Promise<unknown>): Promise<void> {
    const seconds: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const startedMs = performance.now();
      await call();
      seconds.push((performance.now() - startedMs) / 1_000);
    }
    times.push({ what, seconds });
    say(`${what}: ${seconds.map((each) => each.toFixed(3)).join(', ')} s`);
  }

  try {
    await mongo.connect();
    const small = await newAccount();
    const large = await newAccount();
    await startApi();
    const products = JSON.stringify(Array.from({ length: BULK_PRODUCTS }, (_, index) => productOf(index)));
    const bulk = () => call({ ...small, apiUrl, path: '/api/products/bulk', body: products });
    await measure('bulk of 1000 products, cold', 1, bulk);
    await measure('bulk of 1000 products, warm', TIMES, bulk);

    const { accountId } = large;
    const filling = { accountId, limitMs: FILL_LIMIT_MS };
    const listed = await fillProducts(postgres, { ...filling, rows: rows.products });
    const get = (path: string) => () => call({ ...large, apiUrl, path });
    await measure(`products, the first 1000 of ${listed}`, TIMES, get('/api/products'));
    await measure(
      `products, 1000 from the middle of ${listed}`,
      TIMES,
      get(`/api/products?offset=${Math.floor(listed / 2)}`),
    );

    const { count, middle } = await fillReceipts(mongo, { ...filling, rows: rows.receipts });
    await measure(`receipts, the first 100 of ${count}`, TIMES, get('/api/receipts'));
    await measure(`receipts, the first 1000 of ${count}`, TIMES, get('/api/receipts?limit=1000'));
    await measure(
      `receipts, 100 from the middle of ${count}, by place`,
      TIMES,
      get(`/api/receipts?before=${encodeURIComponent(middle)}`),
    );
    await measure(`receipts, one by its number of ${count}`, TIMES, get('/api/receipts?number=77'));
    return times;
  } finally {
    await Promise.all([postgres.close(), mongo.close()]);
  }
}

function productOf(index: number): object {
  return {
    name: `Молоко 3,2 % № ${index}`,
    price: 8_990 + index,
    barcodes: [`46000000${String(index).padStart(5, '0')}`],
    tax: 'NDS_10',
  };
}

interface Call {
  apiUrl: string;
  token: string;
  path: string;
  body?: string;
}

async function call({ apiUrl, token, path, body }: Call): Promise<void> {
  const answer = await request(`${apiUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body ?? null,
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`);
}

/** The result as a table: the middle one and the longest of each line's calls. */
export function printLists(times: readonly ListTime[]): string {
  const lines = times.map(({ what, seconds }) => {
    const sorted = seconds.toSorted((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `| ${what} | ${middle.toFixed(3)} | ${(sorted.at(-1) ?? 0).toFixed(3)} |`;
  });
  return ['| what | s | longest, s |', '| --- | --: | --: |', ...lines].join('\n');
}
