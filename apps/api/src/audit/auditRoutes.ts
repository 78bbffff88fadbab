import { auditQuery, type AuditQuery, type AuditView } from '@kassahook/contracts/audit';
import type { Authenticate } from '../http/authenticate.js';
import { principalOf, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';

export interface AuditRoutesDeps {
  authenticate: Authenticate;
  /** Entries, the newest first. */
  list: (query: AuditQuery & { accountId: string }) => Promise<AuditView[]>;
}

/** `GET /api/audit`: who changed what; needs `account`. */
export function auditRoutes({ authenticate, list }: AuditRoutesDeps) {
  return (router: ApiRouter): void => {
    router.get('/api/audit', authenticate('account'), async (ctx) => {
      const query = validated(auditQuery, ctx.query);
      const { accountId } = principalOf(ctx);
      // One more than asked for tells whether there is a next page.
      const found = await list({ ...query, accountId, limit: query.limit + 1 });
      const data = found.slice(0, query.limit);
      const next = found.length > query.limit ? (data.at(-1)?.id ?? null) : null;
      ctx.body = { data, next };
    });
  };
}
