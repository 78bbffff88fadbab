import { describe, expect, it } from '@jest/globals';
import { createPasswords } from '@kassahook/platform/passwords';

describe('passwords', () => {
  const passwords = createPasswords();

  it('when a password is hashed, then it alone matches, however its letters were composed', async () => {
    const stored = await passwords.hash('пароль й и ещё');
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(await passwords.matches('пароль й и ещё'.normalize('NFD'), stored)).toBe(true);
    expect(await passwords.matches('пароль и и еще', stored)).toBe(false);
    expect(passwords.isOutdated(stored)).toBe(false);
  });

  it('when nothing is stored, or no hash, then nothing matches, not even the decoy', async () => {
    expect(await passwords.matches('nobody has this password', null)).toBe(false);
    expect(await passwords.matches('none', 'none')).toBe(false);
    expect(passwords.isOutdated('none')).toBe(true);
  });

  it('when too many wait, then the next is told to come back, and those who wait are served', async () => {
    const results = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.hash('x')));
    const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(8);
    expect(refused[0]!.reason).toMatchObject({ code: 'OVERLOADED', retryable: true });
  });
});
