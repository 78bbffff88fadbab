import type { Role } from '@kassahook/contracts/role';

/** What each role is called; keys of the room's words. */
export const ROLE_WORDS = {
  owner: 'roles.owner',
  administrator: 'roles.administrator',
  viewer: 'roles.viewer',
} as const satisfies Readonly<Record<Role, string>>;

/** What a member of each role may do, for who chooses one. */
export const ROLE_POWERS = {
  owner: 'rolePowers.owner',
  administrator: 'rolePowers.administrator',
  viewer: 'rolePowers.viewer',
} as const satisfies Readonly<Record<Role, string>>;

/** What a member of one role gains or loses with another, in words. */
export function roleChangeWord(from: Role, to: Role) {
  if (to === 'viewer') return 'roleChange.losesWork';
  if (from === 'viewer') return to === 'owner' ? 'roleChange.gainsAll' : 'roleChange.gainsWork';
  return to === 'owner' ? 'roleChange.gainsOwners' : 'roleChange.losesOwners';
}
