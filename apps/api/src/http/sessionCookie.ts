import { hashToken } from '@kassahook/platform/tokens';
import type { ApiContext } from './context.js';

/** Its names: over HTTPS a browser refuses one with this prefix that another host or path has set. */
export const SESSION_COOKIE = { secure: '__Host-kassahook', plain: 'kassahook' } as const;

/** The cookie that a browser session lives in. */
export interface SessionCookie {
  /** What the browser sent; null when it sent none. */
  read(ctx: Pick<ApiContext, 'req' | 'cookies'>): string | null;
  /** Names what the browser sent, without being it; null when it sent none. */
  keyOf(ctx: ApiContext): string | null;
  set(ctx: ApiContext, secret: string): void;
  clear(ctx: ApiContext): void;
}

/** A secret of ours: 256 bits in base64url. Anything else is not worth a question to Redis. */
const SECRET = /^[\w-]{43}$/;

/**
 * Creates the cookie: no script reads it, no other site's form sends it, and over HTTPS (`isSecure`) its name makes the browser
 * refuse one that another host or path has set.
 */
export function createSessionCookie({
  isSecure,
  lifetimeMs,
}: {
  isSecure: boolean;
  lifetimeMs: number;
}): SessionCookie {
  const name = isSecure ? SESSION_COOKIE.secure : SESSION_COOKIE.plain;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  // Koa's own way refuses `Secure` on a connection that it takes for plain, which behind a proxy it is.
  const write = (ctx: ApiContext, value: string, maxAgeSeconds: number): void => {
    ctx.set('Set-Cookie', `${name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`);
  };
  function read(ctx: Pick<ApiContext, 'req' | 'cookies'>): string | null {
    if (ctx.req.headers.cookie === undefined) return null;
    const value = ctx.cookies.get(name);
    return value !== undefined && SECRET.test(value) ? value : null;
  }
  return {
    read,
    keyOf(ctx) {
      const secret = read(ctx);
      return secret === null ? null : hashToken(secret);
    },
    set: (ctx, secret) => write(ctx, secret, Math.floor(lifetimeMs / 1_000)),
    clear: (ctx) => write(ctx, '', 0),
  };
}
