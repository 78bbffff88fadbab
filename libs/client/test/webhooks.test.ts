import { describe, expect, it } from '@jest/globals';
import { signatureHeaders } from '../../sender/src/signature.js';
import { verifyWebhook, WebhookVerificationError } from '../src/webhooks.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const id = '0f3c1f0e-6a53-5d0f-9c0e-4f5f1f1f7a11';
const body = '{"action":"UPDATE","type":"DEVICE","data":{"id":17,"name":"Касса 1"}}';
const timestampSeconds = 1_780_000_000;
const now = () => timestampSeconds * 1_000;

/** As our sender signs. */
function signed(secrets: readonly string[] = [secret]): Record<string, string> {
  return { ...signatureHeaders({ id, timestampSeconds, body, secrets }) };
}

describe('a webhook that is received', () => {
  it('when the signature fits, then the event is read, from text or bytes, from either kind of headers', async () => {
    const headers = signed();
    const verified = await verifyWebhook({ secret, headers, body, now });
    expect(verified).toEqual({ id, event: JSON.parse(body) as unknown });
    if (verified.event.type === 'DEVICE') expect(verified.event.data.name).toBe('Касса 1');
    const bytes = new TextEncoder().encode(body);
    await expect(verifyWebhook({ secret, headers: new Headers(headers), body: bytes, now })).resolves.toEqual(
      verified,
    );
  });

  it('when a secret is being replaced, then either of the two verifies', async () => {
    const headers = signed([secret, other]);
    for (const one of [secret, other, [other, secret]]) {
      await expect(verifyWebhook({ secret: one, headers, body, now })).resolves.toMatchObject({ id });
    }
  });

  it.each([
    ['the body was changed', { body: body.replace('17', '18') }],
    ['the secret is another one', { secret: other }],
    ['the id was changed', { headers: { ...signed(), 'webhook-id': 'x' } }],
    ['the signature is missing', { headers: { 'webhook-id': id } }],
    ['the signature is no base64', { headers: { ...signed(), 'webhook-signature': 'v1,%%%' } }],
    ['the signature is of another version', { headers: { ...signed(), 'webhook-signature': 'v2,AAAA' } }],
    ['it is old', { now: () => now() + 301_000 }],
    ['it is of the future', { now: () => now() - 301_000 }],
    ['the timestamp is none', { headers: { ...signed(), 'webhook-timestamp': 'now' } }],
    ['the secret is none', { secret: 'whsec_%%%' }],
  ])('when %s, then it is refused', async (_story, change) => {
    const received = { secret, headers: signed(), body, now, ...change };
    await expect(verifyWebhook(received)).rejects.toThrow(WebhookVerificationError);
  });
});
