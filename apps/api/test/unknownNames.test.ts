import { expect, it } from '@jest/globals';
import { eventQuery } from '@kassahook/contracts/eventView';
import { validated } from '../src/http/validate.js';

it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
  'when an unknown parameter is called %s, then the answer names it',
  (name) => {
    let data: unknown;
    try {
      validated(eventQuery, { [name]: '1' });
    } catch (error) {
      ({ data } = error as { data?: unknown });
    }
    // By entries: two objects are equal whatever their own `__proto__` is.
    expect(Object.entries(data ?? {})).toEqual([[name, 'unknown parameter']]);
  },
);
