import type { Actor } from '@kassahook/contracts/audit';
import { principalOf, type ApiContext } from './context.js';

/** Who makes this request, for the audit log. */
export function actorOf(ctx: ApiContext): Actor {
  const { userId, email, tokenId, isSession } = principalOf(ctx);
  return {
    userId,
    email: email ?? null,
    tokenId: isSession ? null : tokenId,
    address: ctx.ip,
    requestId: ctx.state.requestId,
  };
}
