import { mayGovern, type Role } from '@kassahook/contracts/role';
import { AppError } from '@kassahook/platform/errors';
import { principalOf, type ApiContext } from './context.js';

/**
 * What members the caller may touch. A token that is nobody's is an administrator's: owners are not its business.
 * @returns a check that throws AppError FORBIDDEN (403)
 */
export function governs(ctx: ApiContext): (other: Role) => void {
  const role = principalOf(ctx).role ?? 'administrator';
  return (other) => {
    if (mayGovern(role, other)) return;
    throw new AppError(`only an owner may do this to an ${other}`, { code: 'FORBIDDEN', status: 403 });
  };
}
