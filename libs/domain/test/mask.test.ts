import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, ENTITY_FLAGS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import {
  eventBit,
  isMask,
  MASK_ALL,
  maskMatches,
  maskToActions,
  maskToTypes,
  maskWithActions,
  maskWithTypes,
} from '@kassahook/domain/mask';

const anyMask = fc.integer({ min: 0, max: MASK_ALL });

describe('mask', () => {
  it('when all bits are listed, then they are 21 different powers of two that fit int4', () => {
    const bits = ENTITY_TYPES.flatMap((type) => ACTIONS.map((action) => eventBit(type, action)));
    expect(new Set(bits).size).toBe(21);
    expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(2 ** 21 - 1);
    expect(MASK_ALL).toBe(2 ** 21 - 1);
  });

  it('when a mask goes through actions and back, then nothing is lost', () => {
    fc.assert(
      fc.property(anyMask, (mask) => maskWithActions(maskToActions(mask)) === mask),
      { numRuns: 5_000 },
    );
  });

  it('when a mask goes through types and back, then exactly the entities heard in full are kept', () => {
    fc.assert(
      fc.property(anyMask, (mask) => {
        const kept = maskWithTypes(maskToTypes(mask));
        return (
          (kept & mask) === kept &&
          ENTITY_FLAGS.every((flag) => maskToTypes(kept)[flag] === maskToTypes(mask)[flag])
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('when some flags are set over a mask, then the others keep their bits', () => {
    fc.assert(
      fc.property(anyMask, fc.constantFrom(...ENTITY_FLAGS), fc.boolean(), (mask, flag, wanted) => {
        const after = maskWithTypes({ [flag]: wanted }, mask);
        const [was, is] = [maskToActions(mask), maskToActions(after)];
        return (
          maskToTypes(after)[flag] === wanted &&
          is[flag].length === (wanted ? 3 : 0) &&
          ENTITY_FLAGS.filter((other) => other !== flag).every(
            (other) => is[other].join() === was[other].join(),
          )
        );
      }),
    );
  });

  it('when an event happens, then a mask hears it exactly when its bit is set', () => {
    fc.assert(
      fc.property(anyMask, fc.nat(6), fc.nat(2), (mask, entity, action) => {
        const [type, verb, flag] = [ENTITY_TYPES[entity], ACTIONS[action], ENTITY_FLAGS[entity]];
        if (!type || !verb || !flag) return false;
        return maskMatches(mask, type, verb) === maskToActions(mask)[flag].includes(verb);
      }),
    );
  });

  it.each([[-1], [MASK_ALL + 1], [1.5], [Number.NaN]])(
    'when the number is %p, then it is no mask',
    (value) => {
      expect(isMask(value)).toBe(false);
    },
  );
});
