import { randomBytes } from 'node:crypto';
import { newId } from '@kassahook/platform/ids';
import type { OperationSpec } from '../src/http/operationSpec.js';
import { allOperations } from '../src/openapi/allOperations.js';
import type { FurnishedAccount, ThingKind } from './accountThings.js';
import { FOR_EVERYBODY, idPlacesOf, NAMED_IN_EXAMPLES, PATH_PLACES, QUERY_PLACES } from './idPlaces.js';

/*
 * Cases of isolation, made of the operations themselves: who may ask, where ids stand in what is asked for.
 */

/** Of every report: all that there is. Lists without a range have everything. */
const RANGE = { from: '2026-02-28', to: '2026-03-02' } as const;

export type Id = string | number;
export type Fill = (thing: ThingKind, place: string) => Id;
export type Caller = 'token' | 'session' | 'register';

/** The ids of an account's things. */
export const idsOf =
  (account: () => FurnishedAccount): Fill =>
  (thing) =>
    account().ids[thing];

/** For each of an account's things an id of the same kind that never was. */
export const idsThatNeverWere =
  (account: () => FurnishedAccount): Fill =>
  (thing) => {
    const id = account().ids[thing];
    if (typeof id === 'number') return 2_000_000_000;
    if (/^[\da-f]{32}$/.test(id)) return randomBytes(16).toString('hex');
    return /^\d+-\d+$/.test(id) ? '1-1' : newId();
  };

/** Who may ask for it at all. */
export function callersOf({ scopes, isSessionOnly }: OperationSpec): Caller[] {
  if (scopes.includes('device')) return ['register'];
  return isSessionOnly === true ? ['session'] : ['token', 'session'];
}

/** The path with an id in each place, and the range and the ids that the query takes. */
export function pathOf(
  { path, query, tag }: OperationSpec,
  fill: Fill,
  asked: readonly string[] = Object.keys(QUERY_PLACES),
) {
  let upTo = '';
  const filled = path
    .split('/')
    .slice(1)
    .map((part) => {
      upTo += `/${part}`;
      const thing = PATH_PLACES[upTo];
      return thing === undefined ? part : String(fill(thing, upTo));
    })
    .join('/');
  const names = Object.keys(query?.shape ?? {});
  const isReport = tag === 'Reports';
  const search = new URLSearchParams(
    names.flatMap((name): [string, string][] => {
      const thing = asked.includes(name) ? QUERY_PLACES[name] : undefined;
      if (thing !== undefined) return [[name, String(fill(thing, name))]];
      return isReport && (name === 'from' || name === 'to') ? [[name, RANGE[name]]] : [];
    }),
  );
  return `/${filled}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

let lastNumber = 100;

/** The example of the body, about an account's own things; without ids of its own, which could be taken. */
export function exampleAbout(account: FurnishedAccount, { bodyExample }: OperationSpec): unknown {
  const text = JSON.stringify(bodyExample, (key, value: unknown) => {
    const thing = NAMED_IN_EXAMPLES[key];
    if (thing !== undefined && value !== null) return account.ids[thing];
    if (key === 'number') return (lastNumber += 1);
    return key === 'id' || key === 'externalId' ? undefined : value;
  }) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

const isStream = ({ path }: OperationSpec) => path.endsWith('/stream');
/** What changes with the clock. */
export const isTimely = ({ tag, operationId }: OperationSpec) =>
  tag === 'Statistics' || operationId === 'listEventTypes';
const isRead = ({ method }: OperationSpec) => method === 'get';
export const placesOf = (operation: OperationSpec, where: string) =>
  idPlacesOf(operation).filter((place) => place.in === where && FOR_EVERYBODY[place.name] === undefined);
/** What a caller of an account can read: not OAuth's pages, nor what is the same for all. */
export const reads = allOperations.filter(
  (one) => isRead(one) && !isStream(one) && one.scopes.length > 0 && one.operationId !== 'askForConsent',
);

export const withPath = allOperations
  .filter((one) => placesOf(one, 'path').length > 0)
  .flatMap((one) => callersOf(one).map((caller) => [one.operationId, caller, one] as const));
export const withQuery = allOperations
  .filter((one) => isRead(one) && placesOf(one, 'path').length === 0)
  .flatMap((one) =>
    placesOf(one, 'query').flatMap(({ name }) =>
      callersOf(one).map((caller) => [one.operationId, name, caller, one] as const),
    ),
  );
export const withBody = allOperations.flatMap((one) =>
  placesOf(one, 'body').flatMap(({ name }) =>
    callersOf(one).map((caller) => [one.operationId, name, caller, one] as const),
  ),
);
