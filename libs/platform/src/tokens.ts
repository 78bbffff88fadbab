import { hash, randomBytes } from 'node:crypto';

/**
 * A new bearer token: 32 random bytes, with a prefix that secret scanners can learn.
 * @param prefix tells other secrets apart: `khs` a client's secret, `khc` a code, `khr` a refresh token
 */
export function newToken(prefix = 'kh'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. A plain hash is enough: the token has 256 random bits, there is nothing to guess. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}
