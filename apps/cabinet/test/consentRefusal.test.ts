import { describe, expect, it } from '@jest/globals';
import { reasonWords, refusalIn, refusalOf } from '../src/pages/access/consentRefusal.js';
import { reasonWordOf } from '../src/pages/settings/auditWords.js';

/** As the API says them: apps/api/src/oauth/authorization.ts. */
const REASONS = [
  'only response_type=code is supported',
  'scope must be one or more of read write webhooks',
  'an application without a secret needs PKCE: code_challenge',
  'PKCE is supported with code_challenge_method=S256 only',
];
/** Why access ended by itself: libs/postgres/src/oauthTokenStore.ts. */
const ENDS = [
  'the owner gave access 10 times since',
  'the code was used twice',
  'a refresh token was used twice',
  'the application gave it back',
];

describe('what was wrong with a request for access', () => {
  it('when the application is to hear it, then the page has words of its own for each reason', () => {
    const words = REASONS.map((reason) => reasonWords(reason));
    expect([new Set(words).size, words.includes('consent.reasons.other')]).toEqual([4, false]);
    expect(reasonWords('of an unheard-of kind')).toBe('consent.reasons.other');
  });

  it('when it leads nowhere, then the address or the answer says why, and a word that is not known says the least', () => {
    expect(['', '?refused=app', '?refused=<b>', '?refused='].map(refusalIn)).toEqual([
      null,
      'app',
      'request',
      'request',
    ]);
    const address = 'redirect_uri is not one that the application has registered';
    expect(refusalOf({ code: 'invalid_client', message: 'the application is unknown' })).toBe('app');
    expect(refusalOf({ code: 'invalid_request', message: address })).toBe('address');
    expect(refusalOf({ code: 'invalid_request', message: 'client_id is required' })).toBe('request');
  });

  it('when access ended by itself, then the log has words for why', () => {
    expect(ENDS.filter((reason) => reasonWordOf(reason) === null)).toEqual([]);
    expect([
      reasonWordOf('of an unheard-of kind'),
      reasonWordOf(undefined),
      reasonWordOf('toString'),
    ]).toEqual([null, null, null]);
  });
});
