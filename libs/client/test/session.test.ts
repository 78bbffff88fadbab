import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness } from '../../../apps/api/test/apiHarness.js';
import { OPEN_DOORS, signUp, type Member } from '../../../apps/api/test/browser.js';
import { createClient, type KassahookClient } from '../src/client.js';

let harness: ApiHarness;
let member: Member;
beforeAll(async () => {
  harness = await startApi(OPEN_DOORS);
  member = await signUp(harness);
});
afterAll(async () => {
  await harness.close();
});

/** A client in a page of ours: what the browser adds by itself is added by its `fetch`. */
function inBrowser(options: { session?: 'same-origin' }): KassahookClient & { requests: RequestInit[] } {
  const requests: RequestInit[] = [];
  const client = createClient({
    baseUrl: `http://127.0.0.1:${harness.api.port()}`,
    ...options,
    fetch: (input, init = {}) => {
      requests.push(init);
      const headers = new Headers(init.headers);
      headers.set('sec-fetch-site', 'same-origin');
      headers.set('cookie', member.browser.cookie() ?? '');
      return fetch(input, { ...init, headers });
    },
  });
  return { ...client, requests };
}

describe('a client with a session', () => {
  it('when it writes, then the API takes the cookie', async () => {
    const client = inBrowser({ session: 'same-origin' });
    const created = await client.post('/api/products', { body: { name: 'Сыр' } });
    await client.patch('/api/products/{id}', { path: { id: created.id }, body: { name: 'Сыр твёрдый' } });
    expect((await client.get('/api/auth/session')).account.id).toBe(member.accountId);
    await client.delete('/api/products/{id}', { path: { id: created.id } });
    expect(client.requests.map(({ credentials }) => credentials)).toEqual(Array(4).fill('same-origin'));
    const proofs = client.requests.map(({ headers }) => new Headers(headers).get('x-kassahook-csrf'));
    expect(proofs).toEqual(['1', '1', null, '1']);
  });

  it('when it was not told of the session, then its writes are refused as forged', async () => {
    const client = inBrowser({});
    await expect(client.post('/api/products', { body: { name: 'Сыр' } })).rejects.toMatchObject({
      status: 403,
      code: 'CSRF_REFUSED',
    });
  });
});
