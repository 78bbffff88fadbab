import type { TokenScope } from '@kassahook/contracts/tokenScope';

/** What each scope is called; keys of the room's words. */
export const SCOPE_WORDS = {
  read: 'scopes.read',
  write: 'scopes.write',
  webhooks: 'scopes.webhooks',
  device: 'scopes.device',
  account: 'scopes.account',
} as const satisfies Readonly<Record<TokenScope, string>>;
