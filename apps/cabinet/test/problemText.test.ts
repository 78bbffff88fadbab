import { describe, expect, it } from '@jest/globals';
import { problemText } from '../src/ui/problemText.js';

/** As the API says them: apps/api/src/http/validate.ts, libs/contracts, libs/postgres. */
const SAID = [
  'is required',
  'unknown field',
  'must be a whole number',
  'must be a whole number from 0',
  'must be a whole number from 1 to 1000',
  'must be of type number',
  'must be of type string',
  'must be of type object',
  'must be one of read, write',
  'must be one or more of read, write',
  'must be at least 1',
  'must be at most 2147483647',
  'must be 1 at least',
  'must have at least one character',
  'must have at most one character',
  'must have at most 256 characters',
  'must have at least 8 characters',
  'must have 1 to 100 characters',
  'must have at least one item',
  'must have at least one',
  'must have at most 10',
  'must have at most 20 items',
  'must be at most 100 texts of at most 128 characters',
  'must have 1 to 100 ids',
  'has characters that cannot be stored',
  'has a value that cannot be stored',
  'must not be empty',
  'must be a text',
  'must be a number or a text',
  'must be positive',
  'must not be negative',
  'is too large',
  'is too long',
  'has more than three decimals',
  'must be 0.001 to 1000000 pieces',
  'must be 200 to 599',
  'must be 0 to 30000',
  'times quantity is too large',
  'is more than price × quantity, which is 5000',
  'must be the sum of the positions, which is 5000',
  'must have at least one position',
  'must have at least one payment',
  'must have at most 1000 positions',
  'must be at least 1 minute',
  'must be at most 10080 minutes',
  'must be an e-mail address',
  'is not an e-mail address',
  'is not a phone number',
  'needs an email or a phone',
  'must be a UUID',
  'must be digits',
  'must be an instant in ISO 8601, e.g. 2026-03-01T09:00:00Z',
  'must be a date, e.g. 2026-03-01',
  'must be in a year from 0000 to 9999, in UTC',
  'must be in the future',
  'must not be in the future',
  'must be before to',
  'must be a time zone, e.g. Europe/Moscow, or minutes east of UTC, e.g. 180',
  'must not nest deeper than 20 levels',
  'is taken',
  'is in use',
  'is given twice',
  'is a member’s',
  'is wrong',
  'is too easy to guess',
  'is unknown, used or over',
  'was used for another receipt',
  'names nothing that is there',
  'names no device of yours',
  'names no webhook of yours',
  'must be one or more of SIMPLE, PATENT, each once',
  'must be an absolute URI',
  'must have no fragment',
  'must hold no credentials',
  'must be https, http on a loopback address, or a scheme of your own such as com.example.app:',
  'must be an https URL',
  'at most 20 entries',
  'at most 10 headers',
  'a header is given twice: case makes no difference',
  'The URL is longer than 2048 characters.',
  'The URL contains spaces or control characters.',
  'This is not a valid URL.',
  'The URL must start with http:// or https://.',
  'The URL must not contain credentials.',
  'The host is not a valid name.',
];

describe('what the API says about fields', () => {
  it('when it is in a form, then the page has its own words for it', () => {
    expect(SAID.filter((message) => problemText(message) === null)).toEqual([]);
  });

  it('when it has a limit, then the words have it too', () => {
    expect(problemText('must have at least 8 characters')).toEqual({
      key: 'textShort',
      values: { limit: '8' },
    });
    expect(problemText('must have 1 to 100 characters')?.values).toEqual({ min: '1', max: '100' });
    expect(problemText('must be 0.001 to 1000000 pieces')?.values).toEqual({ min: '0.001', max: '1000000' });
    expect(problemText('must be a whole number from 1 to 5')?.values).toEqual({ min: '1', max: '5' });
    expect(problemText('at most 20 entries')).toEqual({ key: 'entriesMany', values: { limit: '20' } });
  });

  it('when it is new, then the form has to say so in general', () => {
    expect(problemText('is of an unheard-of kind')).toBeNull();
  });
});
