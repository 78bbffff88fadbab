import type { OperationSpec } from '../src/http/operationSpec.js';
import type { ApiHarness, Call } from './apiHarness.js';
import { signUp } from './browser.js';

/** An answer, by whichever way it came. */
interface CallerAnswer {
  status: number;
  body: unknown;
}

/** Asks for an operation; the ids of its path are `1`. */
export type FittingCaller = (spec: OperationSpec, call: Call) => Promise<CallerAnswer>;

/**
 * Creates the caller that each operation lets in: a page with its session where only that is let in, a register with its token where
 * registers are, else a program with a token of every other scope.
 */
export async function createFittingCaller(harness: ApiHarness): Promise<FittingCaller> {
  const { browser, accountId, userId } = await signUp(harness);
  const { deviceToken } = await harness.createAccount();
  const token = await harness.issue(accountId, ['read', 'write', 'webhooks', 'account'], { userId });
  return ({ method, path, scopes, isSessionOnly }, call) => {
    const [verb, where] = [method.toUpperCase(), path.replace(/:\w+/g, '1')];
    if (isSessionOnly) return browser.call(verb, where, call);
    const own = scopes.length > 0 && { token: scopes.includes('device') ? deviceToken : token };
    return harness.call(verb, where, { ...call, ...own });
  };
}
