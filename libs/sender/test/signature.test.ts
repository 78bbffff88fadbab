import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newWebhookSecret, parseWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';
import { userAgent } from '@kassahook/sender/userAgent';
import { Webhook } from 'standardwebhooks';

const body = JSON.stringify({ товар: 'Хлеб «Бородинский» 🍞', сумма: 4990 });
const nowSeconds = () => Math.floor(Date.now() / 1000);
const headersFor = (secrets: readonly (string | Uint8Array)[], overrides = {}) => ({
  ...signatureHeaders({ id: 'dlv_1', timestampSeconds: nowSeconds(), body, secrets, ...overrides }),
});

describe('the signature of a request', () => {
  it('when a receiver uses the official library, then it verifies, whether the body is text or bytes', () => {
    const secret = newWebhookSecret(randomBytes);
    expect(new Webhook(secret).verify(body, headersFor([secret]))).toEqual(JSON.parse(body));
    expect(new Webhook(secret).verify(body, headersFor([secret], { body: Buffer.from(body) }))).toEqual(
      JSON.parse(body),
    );
    expect(headersFor([secret])).toEqual(headersFor([parseWebhookSecret(secret)]));
  });

  it('when a secret is being rotated, then both the old and the new one verify', () => {
    const [old, fresh] = [newWebhookSecret(randomBytes), newWebhookSecret(randomBytes)];
    const headers = headersFor([fresh, old]);
    expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
    expect(new Webhook(old).verify(body, headers)).toBeDefined();
    expect(new Webhook(fresh).verify(body, headers)).toBeDefined();
  });

  it.each([
    ['body', (headers: Record<string, string>) => [body.replace('4990', '1'), headers] as const],
    ['id', (headers: Record<string, string>) => [body, { ...headers, 'webhook-id': 'dlv_2' }] as const],
    [
      'timestamp',
      (headers: Record<string, string>) =>
        [body, { ...headers, 'webhook-timestamp': String(nowSeconds() - 9) }] as const,
    ],
  ])('when the %s was changed on the way, then the official library refuses it', (_, forge) => {
    const secret = newWebhookSecret(randomBytes);
    const [forgedBody, headers] = forge(headersFor([secret]));
    expect(() => new Webhook(secret).verify(forgedBody, headers)).toThrow('No matching signature found');
  });

  it('when it is computed, then it is the one that the specification prescribes', () => {
    const key = Buffer.alloc(32, 7);
    const expected = createHmac('sha256', key).update(`msg_1.1700000000.{}`).digest('base64');
    expect(
      signatureHeaders({ id: 'msg_1', timestampSeconds: 1_700_000_000, body: '{}', secrets: [key] }),
    ).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1700000000',
      'webhook-signature': `v1,${expected}`,
    });
  });
});

describe('a webhook secret', () => {
  it('when one is made, then it is whsec_ and the base64 of 32 bytes', () => {
    const secret = newWebhookSecret((size) => new Uint8Array(size).fill(255));
    expect(secret).toBe(`whsec_${'/'.repeat(42)}8=`);
    expect(parseWebhookSecret(secret)).toEqual(Buffer.alloc(32, 255));
  });

  it.each([24, 32, 64])('when it holds %d bytes, then it is accepted', (size) => {
    expect(parseWebhookSecret(`whsec_${randomBytes(size).toString('base64')}`)).toHaveLength(size);
  });

  it.each([
    ['', 'must start with whsec_'],
    [randomBytes(32).toString('base64'), 'must start with whsec_'],
    [`WHSEC_${randomBytes(32).toString('base64')}`, 'must start with whsec_'],
    ['whsec_', 'must hold 24 to 64 bytes, not 0'],
    [`whsec_${randomBytes(23).toString('base64')}`, 'must hold 24 to 64 bytes, not 23'],
    [`whsec_${randomBytes(65).toString('base64')}`, 'must hold 24 to 64 bytes, not 65'],
    [`whsec_${Buffer.alloc(32, 255).toString('base64url')}`, 'must be base64'],
    [`whsec_${Buffer.alloc(32).toString('base64')} `, 'must be base64'],
    [`whsec_${Buffer.alloc(32).toString('base64').replace('=', '')}`, 'must be base64'],
    ['whsec_правильный-секрет-но-не-base64', 'must be base64'],
  ])('when it is "%s", then the error says what is wrong and does not repeat it', (text, message) => {
    expect(() => parseWebhookSecret(text)).toThrow(message);
    expect(() => parseWebhookSecret(text)).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_SECRET_INVALID', status: 400 }),
    );
    if (text.length > 6) expect(() => parseWebhookSecret(text)).not.toThrow(text.slice(6));
  });
});

describe('the user agent', () => {
  it('when it is built, then it names the product, the version and where to read about it', () => {
    expect(userAgent('0.1.0', 'https://docs.example/')).toBe('kassahook/0.1.0 (+https://docs.example/)');
  });
});
