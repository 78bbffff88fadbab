import { AppError } from '@kassahook/platform/errors';
import type { ApiContext } from './context.js';

/** The header that our own pages send with every write; its value does not matter. */
export const CSRF_HEADER = 'X-Kassahook-Csrf';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface CrossSiteGuard {
  /** For what a cookie authenticates. @throws AppError CSRF_REFUSED (403) for a write that our pages did not send */
  refuseForgery(ctx: ApiContext): void;
  /** For logging in, where there is no cookie yet. @throws AppError CSRF_REFUSED (403) when another site's page asks */
  refuseOtherSites(ctx: ApiContext): void;
}

/**
 * Creates the protection of writes that a cookie authenticates. Two things must hold: the browser says that the page is ours
 * (`Sec-Fetch-Site`, which no script can set; `Origin` for browsers that lack it), and the request carries a header of ours, which a
 * form cannot send and a script of another origin only after a preflight that we refuse.
 *
 * Rejected: a double-submit cookie. Any subdomain can overwrite a cookie, it has to be kept in step with the session, and it proves
 * no more than the header does.
 * @param allowedOrigins origins besides the API's own: the cabinet's, and those of CORS
 */
export function createCrossSiteGuard({
  allowedOrigins,
}: {
  allowedOrigins: readonly string[];
}): CrossSiteGuard {
  const allowed = new Set(allowedOrigins);

  function refuseOtherSites(ctx: ApiContext): void {
    const { origin, 'sec-fetch-site': site } = ctx.req.headers;
    if (site === 'same-origin' || (origin !== undefined && isOurs(ctx, origin))) return;
    // Neither header: not a browser, and so nobody whose cookies another site could borrow.
    if (site === undefined && origin === undefined) return;
    throw refused('this request comes from a page of another site');
  }

  function isOurs(ctx: ApiContext, origin: string): boolean {
    // Not `ctx.origin`: that is what the request says in its Origin header.
    return origin === `${ctx.protocol}://${ctx.host}` || allowed.has(origin);
  }

  return {
    refuseOtherSites,
    refuseForgery(ctx) {
      if (SAFE_METHODS.has(ctx.method)) return;
      refuseOtherSites(ctx);
      if (ctx.req.headers[CSRF_HEADER.toLowerCase()] === undefined) {
        throw refused(`a write with a session cookie needs the header ${CSRF_HEADER}`);
      }
    },
  };
}

function refused(message: string): AppError {
  return new AppError(message, { code: 'CSRF_REFUSED', status: 403 });
}
