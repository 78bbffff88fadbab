import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { acceptsPage } from '../http/acceptsPage.js';
import type { ApiState } from '../http/context.js';

export interface CabinetPagesDeps {
  /** A file of the built cabinet, e.g. `index.html` or `assets/main.js.br`; rejects when there is none. */
  readFile: (name: string) => Promise<Buffer>;
  /** Whether the browser sent the cookie of a session; it may have ended. */
  hasSession: (ctx: Context) => boolean;
}

/** What belongs to programs: no address below these is a page. */
const PROGRAMS = /^\/(api|docs|i|\.well-known)(\/|$)|^\/openapi\.json$/;
/** The names that the bundler gives; nothing else of the folder is served. */
const ASSET = /^\/assets\/[\w-]+(\.[\w-]+)*\.(js|css|woff2|svg)$/;
const LOOSE_FILES = new Set(['/icon.svg', '/colorScheme.js']);
/** An asset's name has the hash of its content in it. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/**
 * Scripts and connections only to where the page came from, nothing inline. Styles may be inline: the component library writes the
 * theme's variables into a style element. Images from elsewhere are applications' logos on the consent page.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the cabinet for what no route has answered: its files, and its one page under every other address that a browser asks for. */
export function cabinetPages({ readFile, hasSession }: CabinetPagesDeps): Middleware<ApiState> {
  async function file(ctx: Context, name: string, caching: string): Promise<void> {
    ctx.vary('Accept-Encoding');
    const encoding = ctx.acceptsEncodings('br', 'identity');
    const packed = encoding === 'br' ? await readFile(`${name}.br`).catch(() => null) : null;
    const body = packed ?? (await readFile(name).catch(() => null));
    if (body === null) return;
    ctx.set('Cache-Control', caching);
    ctx.status = 200;
    ctx.etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    if (packed) ctx.set('Content-Encoding', 'br');
    ctx.type = name.slice(name.lastIndexOf('.'));
    ctx.body = body;
  }

  return async (ctx, next) => {
    const { path, method } = ctx;
    if ((method !== 'GET' && method !== 'HEAD') || PROGRAMS.test(path)) return next() as Promise<void>;
    if (ASSET.test(path)) await file(ctx, path.slice(1), FOR_EVER);
    else if (LOOSE_FILES.has(path)) await file(ctx, path.slice(1), ASK_EACH_TIME);
    else if (acceptsPage(ctx.get('Accept'))) {
      // `*/*` is a program's: it is told that there is nothing.
      if (path === '/') {
        // The overview asks for all that it shows as its first act. A stranger would be refused each of it, to be sent to log in.
        ctx.vary('Cookie');
        if (!hasSession(ctx)) {
          ctx.redirect('/sign-in');
          return;
        }
      }
      ctx.set('Content-Security-Policy', POLICY);
      await file(ctx, 'index.html', ASK_EACH_TIME);
    }
    if (ctx.body === undefined && ctx.status === 404) await next();
  };
}
