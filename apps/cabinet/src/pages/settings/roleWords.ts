import type { Role } from '@kassahook/contracts/role';

/** What each role is called; keys of the room's words. */
export const ROLE_WORDS = {
  owner: 'roles.owner',
  administrator: 'roles.administrator',
  viewer: 'roles.viewer',
} as const satisfies Readonly<Record<Role, string>>;
