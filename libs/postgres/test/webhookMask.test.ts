import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, ENTITY_FLAGS, type Action, type EntityFlag } from '@kassahook/domain/eventType';
import { MASK_ALL, type EventActions, type EventTypes } from '@kassahook/domain/mask';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createPostgres } from '../src/postgres.js';

/** No database here: building rows opens no connection. */
const postgres = createPostgres({
  url: 'postgres://nobody@127.0.0.1:1/nothing',
  logger: createSilentLogger(),
  onCommitted: () => undefined,
  onWebhooksChanged: () => undefined,
});
const { webhook } = postgres.models;

afterAll(() => postgres.close());

const required = {
  accountId: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  url: 'http://example.com',
  sealedSecret: 'x',
};
const build = (fields: object = {}) => webhook.build({ ...required, ...fields });

/** All 2^21 masks, entity by entity, so that full, empty and mixed ones are all common. */
const masks = fc
  .array(fc.oneof(fc.constantFrom(0, 7), fc.integer({ min: 0, max: 7 })), { minLength: 7, maxLength: 7 })
  .map((entities) => entities.reduce((mask, bits, entity) => mask | (bits << (entity * 3)), 0));
const actionLists: fc.Arbitrary<Action[]> = fc.subarray([...ACTIONS]);
const flags = fc.uniqueArray(fc.constantFrom(...ENTITY_FLAGS));

describe('webhook.types and webhook.events over mask', () => {
  it('when a mask is read as events and written back, then it is the same mask', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        expect(build({ events: build({ mask }).events }).mask).toBe(mask);
      }),
      { numRuns: 2_000 },
    );
  });

  it('when a mask is read as types, then a flag is set exactly where all three actions are, and writing it back keeps those', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const row = build({ mask });
        for (const flag of ENTITY_FLAGS) {
          expect(row.types[flag]).toBe(row.events[flag].length === ACTIONS.length);
        }
        expect(build({ types: row.types }).types).toEqual(row.types);
      }),
      { numRuns: 1_000 },
    );
  });

  it('when types are set partially, then the named entities change whole and the others not at all', () => {
    fc.assert(
      fc.property(masks, flags, fc.boolean(), (mask, named, on) => {
        const row = build({ mask });
        const before = row.events;
        row.types = Object.fromEntries(named.map((flag) => [flag, on])) as EventTypes;
        for (const flag of ENTITY_FLAGS) {
          expect(row.events[flag]).toEqual(named.includes(flag) ? (on ? [...ACTIONS] : []) : before[flag]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('when events are set partially, then the named entities hear exactly those and the others what they did', () => {
    fc.assert(
      fc.property(masks, flags, actionLists, (mask, named, actions) => {
        const row = build({ mask });
        const before = row.events;
        row.events = Object.fromEntries(named.map((flag) => [flag, actions])) as EventActions;
        for (const flag of ENTITY_FLAGS) {
          expect(row.events[flag]).toEqual(named.includes(flag) ? actions : before[flag]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('when nothing is set, then the webhook hears nothing', () => {
    const row = build();
    expect(row.mask).toBe(0);
    expect(Object.values(row.types)).toEqual(ENTITY_FLAGS.map(() => false));
  });

  it.each(['types', 'events'] as const)(
    'when mask was not selected, then reading and writing %s throws',
    (name) => {
      const row = webhook.build({ id: 'x' } as never, { raw: true, isNewRecord: false });
      expect(() => row[name]).toThrow(expect.objectContaining({ code: 'MASK_NOT_SELECTED' }));
      const given: Partial<Record<EntityFlag, never>> = {};
      expect(() => row.set(name, given as never)).toThrow(
        expect.objectContaining({ code: 'MASK_NOT_SELECTED' }),
      );
    },
  );

  it.each([MASK_ALL + 1, -1, 1.5])('when the mask is %p, then validation refuses it', async (mask) => {
    await expect(build({ mask }).validate()).rejects.toThrow(/mask|bits/);
  });
});
