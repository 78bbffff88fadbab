import { describe, expect, it } from '@jest/globals';
import { deviceRegistrationView, deviceView } from '@kassahook/contracts/deviceEntity';
import { encashmentView, operationView, receiptView, shiftView } from '@kassahook/contracts/journal';
import { productView } from '@kassahook/contracts/product';
import { headerNameProblem, headerValueProblem } from '@kassahook/contracts/webhookHeaders';
import { filterProblems } from '@kassahook/domain/filterProblems';
import { MASK_ALL, maskToActions, maskToTypes, maskWithActions } from '@kassahook/domain/mask';
import { readValue, writeValue } from '../src/pages/webhooks/filter/conditionValue.js';
import { fieldAt, KNOWN_FIELDS } from '../src/pages/webhooks/filter/filterFields.js';
import { apiProblems } from '../src/pages/webhooks/form/apiProblems.js';
import { problemText } from '../src/ui/problemText.js';
import { isWebhookSecret } from '../src/pages/webhooks/form/secretProblem.js';
import { urlProblem } from '../src/pages/webhooks/form/urlProblem.js';
import { createBodyOf, draftOf, NEW_DRAFT, updateBodyOf } from '../src/pages/webhooks/form/webhookDraft.js';

describe('an address as it is typed', () => {
  it.each([
    ['', 'empty'],
    ['https://shop.example/hooks?a=1', null],
    ['http://127.0.0.1:8090/', null],
    ['https://[2001:db8::1]/', null],
    ['https://магазин.рф/чеки', null],
    ['ftp://shop.example/', 'scheme'],
    ['shop.example', 'scheme'],
    ['https://', 'invalid'],
    ['https://shop.example/ hooks', 'spaces'],
    ['https://user:secret@shop.example/', 'credentials'],
    ['https://shop.example/#part', 'fragment'],
    ['https://shop..example/', 'host'],
    [`https://shop.example/${'a'.repeat(2_048)}`, 'tooLong'],
  ])('when it is %p, then what is wrong is %p', (url, problem) => {
    expect(urlProblem(url)).toBe(problem);
  });
});

describe('what the API says', () => {
  it('when it finds fault with a filter or a header, then the page has words for each sentence', () => {
    const filters: unknown[] = [
      1,
      {},
      { or: [] },
      { or: Array.from({ length: 31 }, () => ({ amount: { eq: 1 } })) },
      { not: { not: { not: { not: { not: { not: { amount: { eq: 1 } } } } } } } },
      { amount: 1 },
      { nothing: { eq: 1 } },
      { [`amount.${'a'.repeat(200)}`]: { eq: 1 } },
      { 'amount.a.a.a.a.a.a.a.a': { eq: 1 } },
      { 'amount.': { eq: 1 } },
      { 'amount.\u0000': { eq: 1 } },
      { amount: { in: [] } },
      { amount: { in: Array.from({ length: 101 }, () => 1) } },
      { amount: { lt: null } },
      { amount: { startsWith: '' } },
      { amount: { exists: 1 } },
      { amount: { near: 1 } },
      { amount: { eq: 'a'.repeat(201) } },
      { amount: { eq: {} } },
      { and: Array.from({ length: 30 }, () => ({ amount: { eq: 1, ne: 2 } })) },
    ];
    const headers = ['a b', 'a'.repeat(101), 'host', 'user-agent', 'webhook-id'].map(headerNameProblem);
    const values = ['a'.repeat(1_001), 'ключ'].map(headerValueProblem);
    const said = [
      ...filters.flatMap((filter) => filterProblems(filter, KNOWN_FIELDS).map(({ message }) => message)),
      ...headers,
      ...values,
      'Port 22 is not allowed; allowed: 80, 443, 8000-9999.',
      'The host is not allowed: loopback.',
    ];
    for (const message of said) expect([message, problemText(message ?? '')]).not.toEqual([message, null]);
    expect(problemText('Port 22 is not allowed; allowed: 80, 443.')?.values).toEqual({
      port: '22',
      allowed: '80, 443',
    });
    expect(problemText('something new')).toBeNull();
  });

  it('when it names its fields, then the form shows them at its own', () => {
    const draft = { headers: [{ name: 'X-Key', value: 'a' }], metadata: [] };
    const said = {
      url: 'u',
      'filter.and.1.price': 'f',
      'headers.X-Key': 'h',
      'batch.maxEvents': 'b',
      timeoutMs: 't',
      isActive: 'a',
    };
    expect(apiProblems(said, draft, (message) => message.toUpperCase())).toEqual({
      url: 'U',
      filter: 'and.1.price: F',
      'headers.0.name': 'H',
      batchEvents: 'B',
      timeoutSeconds: 'T',
      form: 'A',
    });
  });
});

describe('fields of filters', () => {
  it('when entities get other fields, then the suggestions follow: the first steps are those that the API knows', () => {
    const views = [
      productView,
      deviceView,
      deviceRegistrationView,
      receiptView,
      shiftView,
      encashmentView,
      operationView,
    ];
    const known = new Set(views.flatMap((view) => Object.keys(view.shape)));
    expect([...KNOWN_FIELDS].sort()).toEqual([...known].sort());
  });

  it('when entities disagree about a field, then its kind is asked', () => {
    expect(fieldAt('id', ['receipts', 'devices'])).toBeNull();
    expect(fieldAt('id', ['receipts'])?.kind).toBe('text');
    expect(fieldAt('positions.0.price', ['receipts'])?.kind).toBe('sum');
    expect(fieldAt('type', ['receipts', 'encashments'])?.choices).toContain('MONEY_IN');
  });

  it('when a sum is typed in roubles, then the filter has kopecks, and shows roubles', () => {
    expect(readValue('1 250,50', 'number', 'sum')).toEqual({ value: 125_050 });
    expect(writeValue(125_050, 'sum')).toBe('1250.5');
    expect(readValue('1,5', 'number', 'quantity')).toEqual({ value: 1_500 });
    expect(readValue('много', 'number', 'number')).toBeNull();
    expect(readValue('1,042', 'number', 'number')).toBeNull();
  });
});

describe('a webhook that is being written', () => {
  it('when nothing but the address is given, then it hears of receipts alone, and the rest is as the API has it', () => {
    const body = createBodyOf({ ...NEW_DRAFT, url: ' https://shop.example/ ' });
    expect(body).toMatchObject({
      url: 'https://shop.example/',
      description: null,
      timeoutMs: 5_000,
      batch: null,
    });
    expect(body.secret).toBeUndefined();
    const heard = Object.entries(body.events ?? {}).filter(([, actions]) => actions.length > 0);
    expect(heard).toEqual([['receipts', ['CREATE', 'UPDATE', 'DELETE']]]);
  });

  it('when one field is changed, then nothing else is sent', () => {
    const mask = maskWithActions({ receipts: ['CREATE'] });
    const webhook = {
      id: 'w',
      url: 'https://shop.example/',
      isActive: true,
      description: 'касса',
      timeoutMs: 2_500,
      headers: { 'X-Key': 'a' },
      metadata: {},
      filter: { amount: { gt: 1 } },
      deviceIds: [1],
      shopIds: null,
      maxPerSecond: null,
      batch: { maxEvents: 10, maxWaitMs: 1_500 },
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
      types: maskToTypes(mask),
      events: maskToActions(mask),
    };
    const before = draftOf(webhook);
    expect(updateBodyOf(before, before)).toEqual({});
    expect(updateBodyOf({ ...before, batchWaitSeconds: 2 }, before)).toEqual({
      batch: { maxEvents: 10, maxWaitMs: 2_000 },
    });
    expect(updateBodyOf({ ...before, headers: [] }, before)).toEqual({ headers: {} });
    expect(Object.keys(updateBodyOf({ ...before, mask: MASK_ALL }, before))).toEqual(['events']);
  });

  it('when a secret is given, then only one that signs is taken', () => {
    expect(isWebhookSecret(`whsec_${btoa('k'.repeat(32))}`)).toBe(true);
    for (const wrong of ['whsec_', 'whsec_***', `whsec_${btoa('short')}`, btoa('k'.repeat(32))]) {
      expect([wrong, isWebhookSecret(wrong)]).toEqual([wrong, false]);
    }
  });
});
