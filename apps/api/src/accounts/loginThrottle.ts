import { createHash } from 'node:crypto';
import { addressKeyOf } from '../http/clientAddress.js';
import type { ApiContext } from '../http/context.js';
import { refuseTooMany, type RateVerdict } from '../http/rateAnswer.js';

/** A limit that counts over all processes. */
export interface AttemptLimiter {
  take(key: string, points?: number): Promise<RateVerdict>;
  giveBack(key: string, points?: number): Promise<void>;
  reset(key: string): Promise<void>;
}

export interface LoginThrottleDeps {
  perAccount: AttemptLimiter;
  perAddress: AttemptLimiter;
}

/** Bounds the guessing of passwords. */
export interface LoginThrottle {
  /** Counts an attempt before it is made: a burst of guesses finds no gap. @throws AppError RATE_LIMITED (429) */
  begin(ctx: ApiContext, email: string): Promise<void>;
  /** The account's guesses do not count any more. */
  forgive(email: string): Promise<void>;
  /** The password was right: the attempt does not count. */
  succeeded(ctx: ApiContext, email: string): Promise<void>;
}

/**
 * Creates the throttle, per e-mail address (whether or not it is anybody's, so that its answer tells nothing) and per network
 * address. Whoever knows an e-mail address can use up its attempts and keep its owner out for a quarter of an hour: accepted, for
 * sessions that are open go on, and without it a botnet guesses from a thousand addresses.
 */
export function createLoginThrottle({ perAccount, perAddress }: LoginThrottleDeps): LoginThrottle {
  return {
    async begin(ctx, email) {
      refuseTooMany(ctx, await perAddress.take(addressKeyOf(ctx)));
      refuseTooMany(ctx, await perAccount.take(accountKey(email)));
    },
    forgive: (email) => perAccount.reset(accountKey(email)),
    async succeeded(ctx, email) {
      await Promise.all([perAccount.reset(accountKey(email)), perAddress.giveBack(addressKeyOf(ctx))]);
    },
  };
}

/** Hashed: what a stranger types is not kept, and is not as long as he likes. */
function accountKey(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}
