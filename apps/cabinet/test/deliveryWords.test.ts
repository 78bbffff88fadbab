import { describe, expect, it } from '@jest/globals';
import {
  ANSWER_ERROR_CLASSES,
  INTERNAL_ERROR_CLASSES,
  TRANSPORT_ERROR_CLASSES,
} from '@kassahook/domain/outcome';
import { deliveryQueryOf, FILTER_NAMES, type FilterValues } from '../src/pages/deliveries/deliveryFilters.js';
import { headlineOf } from '../src/pages/deliveries/deliveryHeadline.js';
import { timingPhases } from '../src/pages/deliveries/timingPhases.js';
import { errorClassOf, ERROR_WORDS } from '../src/ui/attemptWords.js';
import type { Attempt } from '../src/ui/tierStops.js';

const CLASSES = [...TRANSPORT_ERROR_CLASSES, ...ANSWER_ERROR_CLASSES, ...INTERNAL_ERROR_CLASSES];

describe('error classes', () => {
  it('when the domain has a class, then there are words for it; one of a newer API is unknown', () => {
    expect(Object.keys(ERROR_WORDS).toSorted()).toEqual(CLASSES.toSorted());
    expect([
      errorClassOf('TLS'),
      errorClassOf('FROM_THE_FUTURE'),
      errorClassOf('toString'),
      errorClassOf(null),
    ]).toEqual(['TLS', 'UNKNOWN', 'UNKNOWN', null]);
  });
});

describe('headlineOf', () => {
  const failed: Attempt = {
    id: 'd:1',
    attempt: 1,
    resendId: null,
    rung: 0,
    trigger: 'schedule',
    at: '2026-11-22T10:00:00.000Z',
    state: 'waiting',
    errorClass: 'TIMEOUT',
    request: null,
    response: null,
    timings: null,
    remoteAddress: null,
    worker: 'w',
    nextAttemptAt: '2026-11-22T10:01:00.000Z',
  };
  const later = '2026-11-22T10:01:00.000Z';
  const answered: Attempt = {
    ...failed,
    at: later,
    errorClass: 'SERVER_ERROR',
    response: { status: 500, headers: {}, body: '' },
  };

  it('when it fails, then the last attempt says how and the first since when', () => {
    expect(headlineOf({ state: 'waiting', attemptLog: [] })).toEqual({ kind: 'coming' });
    expect(headlineOf({ state: 'waiting', attemptLog: [failed] })).toMatchObject({
      kind: 'failing',
      how: 'silent',
    });
    expect(headlineOf({ state: 'waiting', attemptLog: [failed, answered] })).toEqual({
      kind: 'failing',
      how: 'erring',
      since: failed.at,
      status: 500,
      errorClass: 'SERVER_ERROR',
    });
    const held: Attempt = { ...failed, errorClass: 'PARKED_TOO_LONG' };
    expect(headlineOf({ state: 'waiting', attemptLog: [held] })).toMatchObject({ how: 'held' });
  });

  it('when a resend failed, then the headline stays the schedule’s', () => {
    const resend: Attempt = { ...failed, trigger: 'manual', state: 'dead', errorClass: 'DNS', at: later };
    expect(headlineOf({ state: 'waiting', attemptLog: [answered, resend] })).toMatchObject({
      kind: 'failing',
      errorClass: 'SERVER_ERROR',
    });
  });

  it('when it was delivered, then it says by which attempt', () => {
    const success: Attempt = { ...failed, at: later, state: 'delivered', errorClass: null };
    expect(headlineOf({ state: 'delivered', attemptLog: [failed, success] })).toEqual({
      kind: 'delivered',
      at: later,
      tries: 2,
      ms: null,
      byHand: false,
    });
  });
});

describe('timingPhases', () => {
  const words = (timings: Parameters<typeof timingPhases>[0], isSecure: boolean): string[] =>
    timingPhases(timings, isSecure).map(
      ({ name, startMs, ms, skipped }) => `${name} ${skipped ?? `${startMs}+${ms}`}`,
    );

  it('when the connection was new, then each phase begins where the one before ended', () => {
    expect(words({ dnsMs: 2, connectMs: 8, tlsMs: 15, firstByteMs: 35, totalMs: 65 }, true)).toEqual([
      'dns 0+2',
      'connect 2+8',
      'tls 10+15',
      'firstByte 25+35',
      'rest 60+5',
    ]);
  });

  it('when phases were skipped, then it says why', () => {
    const kept = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 30, totalMs: 31 };
    expect(words(kept, true)).toEqual([
      'dns kept',
      'connect kept',
      'tls kept',
      'firstByte 0+30',
      'rest 30+1',
    ]);
    expect(words({ ...kept, connectMs: 1 }, false).slice(0, 3)).toEqual([
      'dns notNeeded',
      'connect 0+1',
      'tls notNeeded',
    ]);
    const refused = { ...kept, dnsMs: 4, firstByteMs: null, totalMs: 4 };
    expect(words(refused, true)).toEqual([
      'dns 0+4',
      'connect notReached',
      'tls notReached',
      'firstByte notReached',
      'rest 4+0',
    ]);
  });
});

describe('deliveryQueryOf', () => {
  const none = Object.fromEntries(FILTER_NAMES.map((name) => [name, ''])) as FilterValues;
  const uuid = '01a20554-328b-728d-9b6f-f4ce39826d30';

  it('when the address has filters, then they are the API’s query; what makes no sense is left out', () => {
    expect(deliveryQueryOf(none)).toEqual({});
    expect(
      deliveryQueryOf({
        ...none,
        webhook: uuid,
        state: 'dead',
        type: 'RECEIPT',
        status: '5xx',
        entity: ' 12 ',
      }),
    ).toEqual({
      webhookId: uuid,
      state: 'dead',
      type: 'RECEIPT',
      statusClass: '5xx',
      entityId: '12',
    });
    expect(
      deliveryQueryOf({ ...none, webhook: 'x', state: 'lost', from: 'yesterday', action: 'SELL' }),
    ).toEqual({});
  });

  it('when the event’s id is none, then nothing can be found', () => {
    expect(deliveryQueryOf({ ...none, event: 'abc' })).toBeNull();
    expect(deliveryQueryOf({ ...none, event: uuid })).toEqual({ eventId: uuid });
  });

  it('when days are given, then both of them are in it', () => {
    const query = deliveryQueryOf({ ...none, from: '2026-11-20', to: '2026-11-20' });
    expect(Date.parse(query?.to ?? '') - Date.parse(query?.from ?? '')).toBe(86_400_000);
    expect(query?.from).toBe(new Date(2026, 10, 20).toISOString());
  });
});
