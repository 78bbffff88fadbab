import type { Actor } from '@kassahook/contracts/audit';
import { memberPatchBody, type MemberView } from '@kassahook/contracts/member';
import type { Role } from '@kassahook/contracts/role';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { answerCatalogue } from '../http/catalogueList.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { governs } from '../http/governs.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import { notFound } from '@kassahook/platform/errors';

interface Member {
  id: number;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
}

interface MemberChange {
  accountId: string;
  id: number;
  requireGovern: (role: Role) => void;
}

/** The members of an account. @throws from each call: AppError NOT_FOUND for another account's member; LAST_OWNER (409) */
export interface MemberStore {
  list(accountId: string): Promise<Member[]>;
  changeRole(change: MemberChange & { role: Role }): Promise<Member>;
  remove(change: MemberChange): Promise<void>;
}

export interface MemberRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  membersBy: (actor: Actor) => MemberStore;
  forgetTokens: () => void;
}

const PATH = '/api/members';

/** `/api/members`: all of it needs `account`. What a role loses or a member leaves counts at once, for his tokens too. */
export function memberRoutes({ authenticate, jsonBody, membersBy, forgetTokens }: MemberRoutesDeps) {
  const manager = authenticate('account');

  return (router: ApiRouter): void => {
    router.get(PATH, manager, async (ctx) => {
      const list = await membersBy(actorOf(ctx)).list(principalOf(ctx).accountId);
      answerCatalogue(ctx, list.map(presentMember));
    });

    router.patch(`${PATH}/:id`, manager, jsonBody, async (ctx) => {
      const { role } = validated(memberPatchBody, bodyOf(ctx));
      const changed = await membersBy(actorOf(ctx)).changeRole({ ...changeOf(ctx), role });
      forgetTokens();
      ctx.body = presentMember(changed);
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      await membersBy(actorOf(ctx)).remove(changeOf(ctx));
      forgetTokens();
      ctx.status = 204;
    });
  };
}

function changeOf(ctx: ApiContext): MemberChange {
  const id = pathParam(ctx, 'id');
  if (!/^[1-9]\d{0,9}$/.test(id)) throw notFound('User');
  return { accountId: principalOf(ctx).accountId, id: Number(id), requireGovern: governs(ctx) };
}

function presentMember({ id, name, email, role, createdAt }: Member): MemberView {
  return { id, name, email, role, createdAt: createdAt.toISOString() };
}
