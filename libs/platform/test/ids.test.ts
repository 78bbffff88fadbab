import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import {
  attemptIdOf,
  deliveryIdOf,
  documentIdOf,
  newEventId,
  resendAttemptIdOf,
} from '@kassahook/platform/ids';

describe('ids', () => {
  it('when a delivery’s id is made, then it is the UUID version 5 of the event and the webhook', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (event, webhook) => {
        expect(deliveryIdOf(event, webhook)).toBe(v5(webhook, event));
      }),
    );
  });

  it('when a document’s id is made twice of the same numbers, then it is the same, and a standard UUID', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (account, number) => {
        const id = documentIdOf('receipt', account, number);
        expect(id).toBe(v5(`receipt:${account}:${number}`, '6f0c5c2e-3a0e-4c8e-9d4b-0d8f7f6f3b51'));
        expect(documentIdOf('receipt', account, number)).toBe(id);
      }),
    );
  });

  it('when the event’s id is not a UUID, then making a delivery’s id fails', () => {
    expect(() => deliveryIdOf('event-1', newEventId())).toThrow('not a UUID');
  });

  it('when events’ ids are made one after another, then they sort by time', () => {
    const ids = Array.from({ length: 1_000 }, newEventId);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('when an attempt is made by hand, then its id is apart from those of the schedule, under the same delivery', () => {
    expect(attemptIdOf('d', 2)).toBe('d:2');
    expect(resendAttemptIdOf('d', 'r')).toBe('d:m:r');
  });
});
