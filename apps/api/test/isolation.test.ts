import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import { furnishAccount, type FurnishedAccount } from './accountThings.js';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS } from './browser.js';
import { bodyPlaceOf, FOR_EVERYBODY, idPlacesOf, PATH_PLACES, QUERY_PLACES } from './idPlaces.js';
import {
  callersOf,
  exampleAbout,
  idsOf,
  idsThatNeverWere,
  isTimely,
  pathOf,
  placesOf,
  reads,
  withBody,
  withPath,
  withQuery,
  type Caller,
  type Fill,
  type Id,
} from './isolationCases.js';

/*
 * Another account's ids are not there: whatever a stranger asks for by them, with a token, a session or a register's token, is
 * answered in the very words that an id gets that never was, and nothing of the owner's is shown or changed. The cases are made of
 * the operations themselves (isolationCases.ts): one with an id that idPlaces.ts does not know fails.
 */

const NAME = 'тайна-владельца';

let harness: ApiHarness;
let owner: FurnishedAccount;
let stranger: FurnishedAccount;
/** What the owner had before the stranger came. */
let before: object;

beforeAll(async () => {
  harness = await startApi({
    ...OPEN_DOORS,
    RATE_LIMIT_TOKEN_PER_MINUTE: '0',
    RATE_LIMIT_ACCOUNT_PER_MINUTE: '0',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
    RATE_LIMIT_DEVICE_PER_MINUTE: '0',
  });
  owner = await furnishAccount(harness, { name: NAME, shiftNumber: 7 });
  stranger = await furnishAccount(harness, { name: 'чужой', shiftNumber: 3 });
  before = await everything();
});
afterAll(async () => {
  await harness.close();
});

interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

function ask(
  who: FurnishedAccount,
  caller: Caller,
  { method, path, body }: { method: string; path: string; body?: unknown },
): Promise<Answer> {
  const sent = body === undefined ? {} : { body };
  if (caller === 'session') return who.member.browser.call(method.toUpperCase(), path, sent);
  const token = caller === 'token' ? who.token : who.deviceToken;
  return harness.call(method.toUpperCase(), path, { token, ...sent });
}

const ownersId = idsOf(() => owner);
const strangersId = idsOf(() => stranger);
const noId = idsThatNeverWere(() => owner);

const exampleOf = (operation: OperationSpec) => exampleAbout(stranger, operation);

/** Everything of the owner's, as the owner sees it, but when it was last asked for and the sums over time. */
async function everything(): Promise<object> {
  const shown = reads.filter((one) => !isTimely(one));
  const answers = await Promise.all(
    shown.map(async (one) => {
      const [caller = 'token'] = callersOf(one);
      const { status, body } = await ask(owner, caller, {
        method: 'get',
        path: pathOf(one, ownersId, one.operationId.startsWith('list') ? [] : undefined),
      });
      return [one.operationId, { status, body }] as const;
    }),
  );
  return JSON.parse(
    JSON.stringify(Object.fromEntries(answers), (key, value: unknown) =>
      key === 'lastUsedAt' || key === 'lastSeenAt' ? null : value,
    ),
  ) as object;
}

/** Nothing that is the owner's, but what the stranger said himself. */
function expectNoLeak({ body, headers }: Answer, said: readonly Id[] = []): void {
  const text = JSON.stringify([body, [...headers]]);
  const telling = Object.values(owner.ids).filter((id) => typeof id === 'string' && !said.includes(id));
  expect([NAME, owner.member.email, ...telling].filter((word) => text.includes(String(word)))).toEqual([]);
}

describe('the cases', () => {
  it('when operations are read, then every id of a path, a query and a body is known', () => {
    const unknown = allOperations.flatMap((one) =>
      idPlacesOf(one)
        .filter((place) => FOR_EVERYBODY[place.name] === undefined)
        .filter(({ in: where, name }) => {
          if (where === 'path') return PATH_PLACES[name] === undefined;
          if (where === 'query') return QUERY_PLACES[name] === undefined;
          return bodyPlaceOf(one.operationId, name) === undefined;
        })
        .map((place) => [one.operationId, place]),
    );
    expect(unknown).toEqual([]);
  });

  it('when the owner reads by the same ids, then they are there', () => {
    const answers = before as Record<string, { status: number; body: unknown }>;
    const refused = Object.entries(answers).filter(([, { status }]) => status !== 200);
    expect(refused).toEqual([]);
    const text = JSON.stringify(answers);
    const unseen = Object.entries(owner.ids).filter(
      ([thing, id]) => !text.includes(JSON.stringify(id)) && thing !== 'lease',
    );
    expect(unseen).toEqual([]);
  });
});

describe('lists and reports', () => {
  const lists = reads.filter((one) => placesOf(one, 'path').length === 0);
  it.each(lists.map((one) => [one.operationId, one] as const))(
    'when %s is asked for by a stranger, then nothing of the owner’s is in it',
    async (_operationId, operation) => {
      for (const caller of callersOf(operation)) {
        const answer = await ask(stranger, caller, {
          method: 'get',
          path: pathOf(operation, strangersId, []),
        });
        expect(answer.status).toBe(200);
        expectNoLeak(answer);
      }
    },
  );
});

describe('another account’s id in a path', () => {
  it.each(withPath)(
    'when %s gets one from a stranger’s %s, then it is the 404 of an id that never was',
    async (_operationId, caller, operation) => {
      const { method } = operation;
      const body = exampleOf(operation);
      const places = placesOf(operation, 'path').map(({ name }) => name);
      // All ids are the owner's; and of two the last one alone, below what is the stranger's.
      for (const foreign of places.map((_, index) => places.slice(index))) {
        const fillWith =
          (id: Fill): Fill =>
          (thing, place) =>
            place.startsWith('/') && !foreign.includes(place) ? strangersId(thing, place) : id(thing, place);
        const answer = await ask(stranger, caller, {
          method,
          path: pathOf(operation, fillWith(ownersId)),
          body,
        });
        expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
        expectNoLeak(answer);
        const never = await ask(stranger, caller, { method, path: pathOf(operation, fillWith(noId)), body });
        expect([never.status, never.body]).toEqual([answer.status, answer.body]);
      }
    },
  );
});

describe('another account’s id in a query', () => {
  it.each(withQuery)(
    'when %s is narrowed by %s with a stranger’s %s, then there is no more than for an id that never was',
    async (_operationId, name, caller, operation) => {
      const of = (who: FurnishedAccount, fill: Fill) =>
        ask(who, caller, { method: 'get', path: pathOf(operation, fill, [name]) });
      const answer = await of(stranger, ownersId);
      const never = await of(stranger, noId);
      const shown = ({ status, body }: Answer) => {
        const { query: _query, ...rest } = Array.isArray(body)
          ? { items: body }
          : (body as { query?: object });
        return { status, ...rest };
      };
      expect(shown(answer)).toEqual(shown(never));
      expect(answer.headers.get('x-total-count')).toBe(never.headers.get('x-total-count'));
      expectNoLeak(answer, [owner.ids[QUERY_PLACES[name] ?? 'user']]);
      // The owner finds something by it, so that the stranger would as well.
      if (name !== 'operationId') expect(shown(await of(owner, ownersId))).not.toEqual(shown(never));
    },
  );
});

describe('another account’s id in a body', () => {
  it.each(withBody)(
    'when %s gets one as %s from a stranger’s %s, then it names nothing of the owner’s',
    async (operationId, name, caller, operation) => {
      const place = bodyPlaceOf(operationId, name);
      if (!place) throw new Error(`idPlaces.ts does not know ${name} of ${operationId}`);
      const send = (id: Id) => {
        const example = exampleOf(operation) as object;
        const whole = (part: object) => ({ ...part, ...place.fields(id) });
        return ask(stranger, caller, {
          method: operation.method,
          path: pathOf(operation, strangersId),
          body: Array.isArray(example) ? example.slice(0, 1).map(whole) : whole(example),
        });
      };
      const foreign = ownersId(place.thing, name);
      const answer = await send(foreign);
      expectNoLeak(answer, [foreign]);
      if (place.outcome === 'own') {
        expect(String(answer.status)).toMatch(/^2/);
        // It is the stranger's now, under the same id, and its name is free for the next case.
        if (place.thing === 'product') {
          await ask(stranger, 'token', { method: 'delete', path: `/api/products/${foreign}` });
        }
      } else {
        expect([400, 404, 409, 422]).toContain(answer.status);
        const never = await send(noId(place.thing, name));
        // The message may repeat what was said.
        const verdict = ({ status, body }: Answer) => {
          const { code, data } = body as { code: string; data?: object };
          return { status, code, data };
        };
        expect(verdict(never)).toEqual(verdict(answer));
      }
    },
  );
});

describe('the owner’s things', () => {
  it('when the stranger has tried all of it, then they are as they were', async () => {
    expect(await everything()).toEqual(before);
  });
});
