import Router from '@koa/router';
import Koa from 'koa';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createMetrics, type Metrics } from '@kassahook/platform/metrics';
import type { ApiState } from '../src/http/context.js';
import { createRequestLog } from '../src/http/requestLog.js';
import { serve, type Served } from './served.js';

let metrics: Metrics;
let served: Served;

beforeAll(async () => {
  metrics = createMetrics({ process: 'api', defaults: false });
  const app = new Koa<ApiState>();
  app.use(createRequestLog({ logger: createSilentLogger(), metrics }));
  const router = new Router<ApiState>();
  // Refuses some requests itself, before their route runs.
  router.use((ctx, next) => {
    if (ctx.get('x-refuse') === '') return next();
    ctx.status = 400;
    return Promise.resolve();
  });
  router.get('/things/:id', (ctx) => (ctx.body = 'a thing'));
  app.use(router.routes());
  served = await serve(app);
});
afterAll(() => served.close());

const count = async (route: string, method: string, status: number): Promise<number> => {
  const line = `http_requests_total{route="${route}",method="${method}",status="${status}",process="api"} `;
  const text = await metrics.render();
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(line))
      ?.slice(line.length) ?? 0,
  );
};

it.each([
  ['answered by its route', 'GET', '/things/1', '', '/things/:id', 200],
  ['refused on its way to the route', 'GET', '/things/2', 'yes', '/things/:id', 400],
  ['of a method that the path has not', 'POST', '/things/3', '', 'none', 404],
  ['of nobody’s path', 'GET', '/nothing', '', 'none', 404],
] as const)(
  'when a request is %s, then it counts for the pattern of its route',
  async (_what, method, path, refuse, route, status) => {
    const answer = await served.call(method, path, { 'x-refuse': refuse });
    expect(answer.status).toBe(status);
    expect(await count(route, method, status)).toBe(1);
  },
);
