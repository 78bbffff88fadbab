import { createHash } from 'node:crypto';
import { hashToken } from '@kassahook/platform/tokens';

/** 256 bits in base64url. */
export const INSPECTOR_SECRET = /^[\w-]{43}$/;

/**
 * The secret of the address, of that of the view: who may read knows where to send, who may send cannot read. Nothing but the view's
 * secret has to be kept.
 */
export function addressSecretOf(viewSecret: string): string {
  return createHash('sha256').update(`kassahook inspector address ${viewSecret}`).digest('base64url');
}

/** What an inspector is looked up by. */
export function addressHashOf(addressSecret: string): string {
  return hashToken(addressSecret);
}
