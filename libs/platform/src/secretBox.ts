import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from './errors.js';

/** Seals webhooks' secrets for storage and opens them again. */
export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12; // NIST SP 800-38D recommends 96 bits for GCM

/**
 * Creates a secret box: AES-256-GCM, a fresh IV each time, the key's id stored beside the text, so that keys can be rotated:
 * the first key seals, all keys open.
 * @param keys key id → 32 bytes in base64, the sealing key first
 * @throws AppError KEY_INVALID when a key is not 32 bytes; SEALED_TEXT_INVALID from `open` when the text is broken or its key unknown
 */
export function createSecretBox(keys: Readonly<Record<string, string>>): SecretBox {
  const byId = new Map(Object.entries(keys).map(([id, text]) => [id, keyBytes(id, text)]));
  const active = [...byId][0];
  if (!active) throw new AppError('no key to seal secrets with', { code: 'KEY_INVALID' });
  const [activeId, activeKey] = active;
  return {
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, activeKey, iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [
        activeId,
        iv.toString('base64'),
        cipher.getAuthTag().toString('base64'),
        text.toString('base64'),
      ].join('.');
    },
    open(sealed) {
      const [id, iv, tag, text] = sealed.split('.');
      const key = byId.get(id ?? '');
      if (!key || !iv || !tag || text === undefined) {
        throw new AppError('sealed text is broken or its key is unknown', { code: 'SEALED_TEXT_INVALID' });
      }
      try {
        const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64'));
        decipher.setAuthTag(Buffer.from(tag, 'base64'));
        return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()]).toString(
          'utf8',
        );
      } catch (cause) {
        throw new AppError('sealed text is broken', { code: 'SEALED_TEXT_INVALID', cause });
      }
    },
  };
}

function keyBytes(id: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new AppError(`key ${id} must be 32 bytes in base64`, { code: 'KEY_INVALID' });
  return key;
}
