import { expect, it } from '@jest/globals';
import { createAuthenticate } from '../src/http/authenticate.js';
import type { ApiContext, Principal } from '../src/http/context.js';
import { createRequestLimits } from '../src/http/requestLimits.js';

const LIMIT = 5;

/** An authentication by cookie that notes what it looks up; addresses have `LIMIT` failures. */
function createDoor() {
  const failures = new Map<string, number>();
  const lookedUp: string[] = [];
  const limits = createRequestLimits({
    perToken: { take: () => null, isUsedUp: () => false },
    perAccount: { take: () => null, isUsedUp: () => false },
    perAddress: {
      take(key) {
        const taken = (failures.get(key) ?? 0) + 1;
        failures.set(key, taken);
        return {
          isAllowed: taken <= LIMIT,
          limit: LIMIT,
          remaining: Math.max(0, LIMIT - taken),
          resetMs: 1_000,
        };
      },
      isUsedUp: (key) => (failures.get(key) ?? 0) >= LIMIT,
    },
    perDevice: () => null,
  });
  const anna = { accountId: 'a', scopes: new Set(['read']), isSession: true } as unknown as Principal;
  const authenticate = createAuthenticate({
    tokens: { remembered: () => null, find: () => Promise.resolve(null) },
    findPerson(ctx) {
      const { cookie = '' } = ctx.req.headers;
      lookedUp.push(cookie);
      return Promise.resolve(cookie === 'good' ? anna : null);
    },
    sessionKeyOf: (ctx) => ctx.req.headers.cookie ?? null,
    limits,
    clock: { now: () => 0 },
  })('read');
  async function ask(cookie: string, ip = '203.0.113.9'): Promise<number> {
    const ctx = {
      ip,
      state: {},
      set: () => undefined,
      req: { headers: { cookie } },
    } as unknown as ApiContext;
    try {
      await authenticate(ctx, () => Promise.resolve());
      return 200;
    } catch (error) {
      return (error as { status: number }).status;
    }
  }
  return { ask, lookedUp };
}

it('when an address has tried too many cookies, then it is refused before its next one is looked up', async () => {
  const { ask, lookedUp } = createDoor();
  const statuses: number[] = [];
  for (let index = 0; index < LIMIT + 4; index += 1) statuses.push(await ask(`bad ${index}`));
  expect(statuses.slice(0, LIMIT)).toEqual(Array(LIMIT).fill(401));
  expect(statuses.slice(LIMIT)).toEqual(Array(4).fill(429));
  expect(lookedUp).toHaveLength(LIMIT);
  expect(await ask('bad', '203.0.113.10')).toBe(401);
});

it('when somebody tries cookies behind the same address, then whoever is logged in there goes on', async () => {
  const { ask } = createDoor();
  expect(await ask('good')).toBe(200);
  for (let index = 0; index < LIMIT + 1; index += 1) await ask(`bad ${index}`);
  expect(await ask('bad')).toBe(429);
  expect(await ask('good')).toBe(200);
});
