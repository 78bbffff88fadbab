import { addressKeyOf } from './clientAddress.js';
import type { ApiContext, ApiMiddleware, Principal } from './context.js';
import { refuseTooMany, tellRate, type RateVerdict } from './rateAnswer.js';

/** A limit that answers at once when it can; null: no limit. */
interface Limiter {
  take(key: string): RateVerdict | Promise<RateVerdict> | null;
  isUsedUp(key: string): boolean;
}

export interface RequestLimitsDeps {
  perToken: Limiter;
  perAccount: Limiter;
  perAddress: Limiter;
  /** Null while there is nothing to tell. */
  perDevice: (deviceId: number) => RateVerdict | null;
}

/** How often somebody may ask. Each throws AppError RATE_LIMITED (429). */
export interface RequestLimits {
  /** Counts a request of a known caller; a promise only when Redis has to be asked. */
  count(ctx: ApiContext, principal: Principal): void | Promise<void>;
  /** Refuses an address that has failed too often, before its token or session is looked up. */
  refuseKnownStranger(ctx: ApiContext): void;
  /** Counts a request that nobody known made. */
  countStranger(ctx: ApiContext): void | Promise<void>;
  /** `countStranger` for routes that need no token. */
  strangers: ApiMiddleware;
}

/**
 * Creates the limits: each token (or session) and each account have theirs in Redis; an address pays only for requests without
 * a valid token or session, since behind one address there may be all registers of a town. A register has a limit of its own in this
 * process's memory and none in Redis: `POST /api/device/receipts` pays 0.05 µs for it, and is told of it once half is used.
 */
export function createRequestLimits({
  perToken,
  perAccount,
  perAddress,
  perDevice,
}: RequestLimitsDeps): RequestLimits {
  function settle(ctx: ApiContext, token: RateVerdict | null, account: RateVerdict | null): void {
    if (account) refuseTooMany(ctx, account);
    if (token) {
      refuseTooMany(ctx, token);
      tellRate(ctx, token);
    } else if (account) tellRate(ctx, account);
  }

  function countStranger(ctx: ApiContext): void | Promise<void> {
    const verdict = perAddress.take(addressKeyOf(ctx));
    if (verdict instanceof Promise) return verdict.then((taken) => refuseTooMany(ctx, taken));
    if (verdict) refuseTooMany(ctx, verdict);
  }

  return {
    count(ctx, { deviceId, tokenId, accountId }) {
      if (deviceId !== null) {
        const verdict = perDevice(deviceId);
        if (verdict) {
          refuseTooMany(ctx, verdict);
          tellRate(ctx, verdict);
        }
        return;
      }
      const token = perToken.take(tokenId);
      const account = perAccount.take(accountId);
      if (!(token instanceof Promise) && !(account instanceof Promise)) {
        settle(ctx, token, account);
        return;
      }
      return Promise.all([token, account]).then((verdicts) => settle(ctx, ...verdicts));
    },
    refuseKnownStranger(ctx) {
      if (!perAddress.isUsedUp(addressKeyOf(ctx))) return;
      const verdict = perAddress.take(addressKeyOf(ctx));
      if (verdict && !(verdict instanceof Promise)) refuseTooMany(ctx, verdict);
    },
    countStranger,
    async strangers(ctx, next) {
      await countStranger(ctx);
      await next();
    },
  };
}
