import { describe, expect, it } from '@jest/globals';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createUrlPolicy, hostOf, portOf } from '@kassahook/sender/urlPolicy';
import { BROKEN_SPELLINGS, PRIVATE_SPELLINGS } from './spellings.js';

const closed = createAddressPolicy({ allowedCidrs: [] });
const policy = createUrlPolicy({ addressPolicy: closed });
const reasonFor = (url: string, with_ = policy) => {
  const verdict = with_.check(url);
  return verdict.ok ? null : verdict.reason;
};

describe('what a webhook may point at', () => {
  it.each([
    'https://example.com',
    'http://example.com/hook?shop=1&x=%20',
    'https://example.com:443/',
    'http://shop.example.com:8000/',
    'http://example.com:9999/a',
    'https://EXAMPLE.com./',
    'https://пример.рф/касса',
    'https://my_shop.example.com/',
    'http://93.184.216.34/',
    'http://1572395042/',
    'http://[2606:4700:4700::1111]:8443/',
    'https://localhost.example.com/',
    'https://notlocalhost/',
    'https://127.0.0.1.example.com/',
  ])('when it is %s, then it is accepted', (url) => {
    expect(reasonFor(url)).toBeNull();
  });

  it.each(PRIVATE_SPELLINGS)('when it is %s, then the host is refused as not public', (url) => {
    const verdict = createUrlPolicy({ addressPolicy: closed, anyPort: true }).check(url);
    expect(verdict).toMatchObject({ ok: false, errorClass: 'BLOCKED_ADDRESS' });
    expect(verdict.ok || verdict.reason).toMatch(/^The host is not allowed: .+\.$/);
  });

  it.each(BROKEN_SPELLINGS)('when it is "%s", then it is refused as a URL', (url) => {
    expect(policy.check(url)).toMatchObject({ ok: false, errorClass: 'BLOCKED_URL' });
  });

  it('when a rule is broken, then the reason is a short sentence that says which', () => {
    expect(reasonFor('https://user:secret@example.com/')).toBe('The URL must not contain credentials.');
    expect(reasonFor('https://user@example.com/')).toBe('The URL must not contain credentials.');
    expect(reasonFor('https://example.com@127.0.0.1/')).toBe('The URL must not contain credentials.');
    expect(reasonFor('https://example.com/#part')).toBe('The URL must not contain a fragment.');
    expect(reasonFor('https://example.com/#')).toBe('The URL must not contain a fragment.');
    expect(reasonFor('ftp://example.com/')).toBe('The URL must start with http:// or https://.');
    expect(reasonFor('not a url')).toBe('The URL contains spaces or control characters.');
    expect(reasonFor('nonsense')).toBe('This is not a valid URL.');
    expect(reasonFor('http://./')).toBe('The URL has no host.');
    expect(reasonFor('http://10.0.0.1/')).toBe('The host is not allowed: 10.0.0.1 is a private address.');
  });

  it('when it is longer than the limit, as written or as encoded, then it is refused', () => {
    const base = 'https://example.com/';
    expect(reasonFor(base + 'a'.repeat(2048 - base.length))).toBeNull();
    expect(reasonFor(base + 'a'.repeat(2049 - base.length))).toBe('The URL is longer than 2048 characters.');
    expect(reasonFor(base + 'я'.repeat(400))).toBe('The encoded URL is longer than 2048 characters.');
    expect(reasonFor(base, createUrlPolicy({ addressPolicy: closed, maxLength: 10 }))).toContain(
      '10 characters',
    );
  });

  it.each([0, 1, 21, 22, 25, 79, 81, 442, 444, 3306, 5432, 6379, 7999, 10_000, 27_017, 65_535])(
    'when the port is %d, then it is refused by default',
    (port) => {
      expect(reasonFor(`http://example.com:${port}/`)).toBe(
        `Port ${port} is not allowed; allowed: 80, 443, 8000-9999.`,
      );
    },
  );

  it('when a private range is allowed, then its hosts pass and ports are still checked', () => {
    const addressPolicy = createAddressPolicy({ allowedCidrs: ['127.0.0.0/8'] });
    const open = createUrlPolicy({ addressPolicy });
    expect(reasonFor('http://127.0.0.1:8080/', open)).toBeNull();
    expect(reasonFor('http://localhost:8080/', open)).toBeNull();
    expect(reasonFor('http://10.0.0.1:8080/', open)).toContain('private');
    expect(reasonFor('http://127.0.0.1:5432/', open)).toContain('Port 5432');
    const wide = createUrlPolicy({ addressPolicy, allowedPorts: [[1, 65_535]] });
    expect(reasonFor('http://127.0.0.1:5432/', wide)).toBeNull();
    expect(reasonFor('http://127.0.0.1:0/', wide)).toContain('Port 0');
  });

  it('when a URL is accepted, then host and port are told as the connector wants them', () => {
    const parts = (url: string) => [hostOf(new URL(url)), portOf(new URL(url))];
    expect(parts('http://example.com/')).toEqual(['example.com', 80]);
    expect(parts('https://[2606:4700::1111]/')).toEqual(['2606:4700::1111', 443]);
    expect(parts('https://example.com:8443/')).toEqual(['example.com', 8443]);
  });
});
