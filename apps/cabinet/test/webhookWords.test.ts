import { describe, expect, it } from '@jest/globals';
import { MASK_ALL, maskToActions, maskWithActions } from '@kassahook/domain/mask';
import { eventChips } from '../src/pages/webhooks/eventChips.js';
import { diagnoseTest } from '../src/pages/webhooks/testDiagnosis.js';
import { webhookStateOf } from '../src/pages/webhooks/webhookState.js';

const health = { failingSince: null, disableAt: null, lastSuccessAt: null };

describe('how a webhook is, in words', () => {
  it('when it is on, then its last attempts say how it is', () => {
    expect(webhookStateOf({ isActive: true }, health)).toEqual({ kind: 'untried' });
    expect(webhookStateOf({ isActive: true }, { ...health, lastSuccessAt: '2026-05-01T10:00:00Z' })).toEqual({
      kind: 'works',
    });
    expect(
      webhookStateOf(
        { isActive: true },
        { ...health, failingSince: '2026-05-01T10:00:00Z', disableAt: 'later' },
      ),
    ).toEqual({ kind: 'failing', since: '2026-05-01T10:00:00Z', stopsAt: 'later' });
  });

  it('when it is off, then it is told who stopped it and why', () => {
    const stopped = { isActive: false, disabledAt: '2026-05-06T10:00:00Z' };
    expect(webhookStateOf({ isActive: false }, health)).toEqual({ kind: 'stoppedByYou' });
    expect(
      webhookStateOf(
        { ...stopped, disabledReason: 'FAILING' },
        { ...health, failingSince: '2026-05-01T09:58:00Z' },
      ),
    ).toEqual({ kind: 'stoppedFailing', at: stopped.disabledAt, days: 5 });
    expect(webhookStateOf({ ...stopped, disabledReason: 'GONE' }, undefined).kind).toBe('stoppedGone');
  });

  it('when events are chosen, then chips name them, and all of them are one chip', () => {
    expect(eventChips(maskToActions(MASK_ALL))).toBe('all');
    const some = maskWithActions({ receipts: ['CREATE'], shifts: ['CREATE', 'UPDATE', 'DELETE'] });
    expect(eventChips(maskToActions(some))).toEqual([
      { flag: 'receipts', actions: ['CREATE'] },
      { flag: 'shifts', actions: null },
    ]);
  });
});

describe('what a test came to', () => {
  const request = {
    url: 'https://shop.example/',
    headers: { 'webhook-signature': 'v1,x', 'webhook-timestamp': '1', 'content-type': 'application/json' },
    body: '{}',
  };
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 };
  const result = { id: '1', at: '', delivered: false, request, timings, remoteAddress: null };
  const answer = (status: number, body = '') => ({ status, headers: {}, body });

  it.each([
    ['SERVER_ERROR', answer(500), 'serverError', []],
    ['CLIENT_ERROR', answer(401), 'signature', ['webhook-signature']],
    ['CLIENT_ERROR', answer(401, 'webhook-timestamp is too old'), 'signature', ['webhook-timestamp']],
    ['CLIENT_ERROR', answer(400, '{"error":"Unsupported media type"}'), 'malformed', ['content-type']],
    ['CLIENT_ERROR', answer(418), 'clientError', []],
    ['TIMEOUT', null, 'timeout', []],
    ['DNS', null, 'dns', []],
    ['SOMETHING_NEW', null, 'unknown', []],
  ])(
    'when %s came, then it is told in words, with the header to look at',
    (errorClass, response, diagnosis, headers) => {
      const told = diagnoseTest({ ...result, errorClass, response });
      expect([told.diagnosis, told.requestHeaders]).toEqual([diagnosis, headers]);
    },
  );

  it('when it was taken, then nothing stands out', () => {
    expect(diagnoseTest({ ...result, errorClass: null, response: answer(204) })).toEqual({
      diagnosis: 'delivered',
      requestHeaders: [],
      answerHeaders: [],
    });
  });
});
