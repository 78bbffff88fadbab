import Router from '@koa/router';
import Koa from 'koa';
import { expect, it } from '@jest/globals';
import { AppError } from '@kassahook/platform/errors';
import type { ApiState } from '../src/http/context.js';
import { createErrorAnswer } from '../src/http/errorAnswer.js';
import { authorizeRoutes, type AuthorizeRoutesDeps } from '../src/oauth/authorizeRoutes.js';
import { serve, type Served } from './served.js';

const PAGE = 'text/html,application/xhtml+xml,*/*;q=0.8';
const QUERY = 'client_id=a&state=s%201';
const TOO_MANY = new AppError('too many requests', { code: 'RATE_LIMITED', status: 429 });
const DOWN = new AppError('connection refused', { code: 'POSTGRES_FAILED', retryable: true });

/** The routes over a limit and a store that fail like this. */
function createServer({ limit, store }: { limit?: Error; store?: Error }): Promise<Served> {
  const app = new Koa<ApiState>();
  const router = new Router<ApiState>();
  const logger = { warn: () => undefined, error: () => undefined };
  const fail = (error: Error | undefined) => (error ? Promise.reject(error) : Promise.resolve());
  const deps = {
    authenticate: () => () => Promise.resolve(),
    jsonBody: () => Promise.resolve(),
    strangers: (_ctx: unknown, next: () => Promise<void>) => fail(limit).then(next),
    authorizationOf: () => fail(store),
    codesBy: () => ({}),
    cabinetUrl: () => 'https://kassa.example',
    clock: { now: () => 0 },
  } as unknown as AuthorizeRoutesDeps;
  authorizeRoutes(deps)(router);
  app.use(createErrorAnswer({ logger: logger as never, isUnavailable: () => false }));
  app.use(router.routes());
  return serve(app);
}

it.each([
  ['asks too often', { limit: TOO_MANY }, 429],
  ['comes while the database is down', { store: DOWN }, 503],
])(
  'when a browser %s, then a page of ours is to ask again and to say so; a program gets the error',
  async (_story, failures, status) => {
    const served = await createServer(failures);
    const path = `/api/oauth2/authorize?${QUERY}`;
    const browser = await served.get(path, { accept: PAGE });
    expect([browser.status, browser.headers.get('location')]).toEqual([
      302,
      `https://kassa.example/consent?${QUERY}`,
    ]);
    const program = await served.get(path, { accept: '*/*' });
    expect([program.status, program.headers.get('location')]).toEqual([status, null]);
    await served.close();
  },
);
