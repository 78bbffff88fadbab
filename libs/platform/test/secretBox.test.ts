import { describe, expect, it } from '@jest/globals';
import { createSecretBox } from '@kassahook/platform/secretBox';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

describe('secret box', () => {
  it('when a secret is sealed twice, then the texts differ and both open', () => {
    const box = createSecretBox({ k1: key(1) });
    const [first, second] = [box.seal('whsec_x'), box.seal('whsec_x')];
    expect(first).not.toBe(second);
    expect([box.open(first), box.open(second)]).toEqual(['whsec_x', 'whsec_x']);
  });

  it('when the key is rotated, then old texts still open and new ones carry the new key', () => {
    const old = createSecretBox({ k1: key(1) }).seal('a');
    const rotated = createSecretBox({ k2: key(2), k1: key(1) });
    expect(rotated.open(old)).toBe('a');
    expect(rotated.seal('b')).toMatch(/^k2\./);
  });

  it.each(['', 'k1', 'k9.a.b.c', 'k1.AAAA.AAAA.AAAA'])(
    'when the sealed text is %p, then opening fails with a code',
    (text) => {
      expect(() => createSecretBox({ k1: key(1) }).open(text)).toThrow(
        expect.objectContaining({ code: 'SEALED_TEXT_INVALID' }),
      );
    },
  );

  it('when a byte of the text was changed, then it does not open', () => {
    const box = createSecretBox({ k1: key(1) });
    const parts = box.seal('secret').split('.');
    const bytes = Buffer.from(parts[3] ?? '', 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    parts[3] = bytes.toString('base64');
    expect(() => box.open(parts.join('.'))).toThrow(expect.objectContaining({ code: 'SEALED_TEXT_INVALID' }));
  });

  it('when a key is too short, then nothing is sealed', () => {
    expect(() => createSecretBox({ k1: 'AAAA' })).toThrow(expect.objectContaining({ code: 'KEY_INVALID' }));
  });
});
