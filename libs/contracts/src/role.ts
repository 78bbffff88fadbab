import type { TokenScope } from './tokenScope.js';

/** What a member is in an account, the mightiest first. */
export const ROLES = ['owner', 'administrator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a member may do, in the words of tokens, so that one check serves sessions and tokens. `device` is no person's: it comes
 * with a register. What an owner may beyond an administrator is about owners only: see `mayGovern`.
 */
export const ROLE_SCOPES: Readonly<Record<Role, readonly TokenScope[]>> = {
  owner: ['read', 'write', 'webhooks', 'account'],
  administrator: ['read', 'write', 'webhooks', 'account'],
  viewer: ['read'],
};

/** What is left of a token's scopes when its maker has this role now: a token never carries more than its maker. */
export function scopesWithin(scopes: readonly TokenScope[], role: Role): TokenScope[] {
  return scopes.filter((scope) => ROLE_SCOPES[role].includes(scope));
}

/** True when a member of one role may invite, change or remove a member of another: owners all, administrators all but owners. */
export function mayGovern(role: Role, other: Role): boolean {
  if (role === 'owner') return true;
  return role === 'administrator' && other !== 'owner';
}
