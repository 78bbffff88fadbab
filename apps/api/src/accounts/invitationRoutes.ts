import type { Actor } from '@kassahook/contracts/audit';
import {
  invitationAcceptBody,
  invitationCreateBody,
  invitationTokenBody,
  type InvitationView,
} from '@kassahook/contracts/member';
import { ROLE_SCOPES, type Role } from '@kassahook/contracts/role';
import type { Clock } from '@kassahook/platform/clock';
import type { Passwords } from '@kassahook/platform/passwords';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { answerCatalogue } from '../http/catalogueList.js';
import { addressKeyOf } from '../http/clientAddress.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import type { CrossSiteGuard } from '../http/crossSite.js';
import { governs } from '../http/governs.js';
import { bodyOf } from '../http/jsonBody.js';
import { refuseTooMany } from '../http/rateAnswer.js';
import { validated } from '../http/validate.js';
import { refuseObvious, type createLogin } from './login.js';
import type { AttemptLimiter } from './loginThrottle.js';

interface Invitation {
  id: string;
  accountId: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
}

type RequireGovern = (role: Role) => void;

/** Invitations of an account; one that is over or used is as good as unknown: AppError NOT_FOUND. */
export interface InvitationStore {
  list(accountId: string): Promise<Invitation[]>;
  create(invitation: {
    accountId: string;
    email: string;
    role: Role;
    tokenHash: string;
    invitedBy: number | null;
    expiresAt: Date;
    requireGovern: RequireGovern;
  }): Promise<Invitation>;
  revoke(which: { accountId: string; id: string; requireGovern: RequireGovern }): Promise<void>;
  find(tokenHash: string): Promise<Invitation>;
  accept(acceptance: {
    tokenHash: string;
    name: string;
    passwordHash: string;
  }): Promise<{ userId: number; invitation: Invitation }>;
}

export interface InvitationRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  crossSite: CrossSiteGuard;
  /** Counts requests of nobody known, by address. */
  strangers: ApiMiddleware;
  invitationsBy: (actor: Actor | null) => InvitationStore;
  login: Pick<ReturnType<typeof createLogin>, 'openSession'>;
  passwords: Passwords;
  accountName: (accountId: string) => Promise<string>;
  /** Bounds what strangers make us do, as it does for signing up. */
  limiter: AttemptLimiter;
  /** Where the cabinet is for this request. */
  cabinetUrl: (ctx: ApiContext) => string;
  clock: Clock;
}

const PATH = '/api/invitations';
/** A week: long enough for a holiday, short enough that a forgotten mail opens nothing. */
const LIFETIME_MS = 7 * 86_400_000;

/**
 * `/api/invitations`: a member is added by a link that is shown once to whoever invites, who passes it on. Rejected: an initial
 * password, which two people would know. The link carries its token behind `#`, which browsers send nowhere.
 */
export function invitationRoutes(deps: InvitationRoutesDeps) {
  const { authenticate, jsonBody, crossSite, invitationsBy, login, passwords, clock } = deps;
  const manager = authenticate('account');
  const ourPages: ApiMiddleware = async (ctx, next) => {
    crossSite.refuseOtherSites(ctx);
    refuseTooMany(ctx, await deps.limiter.take(addressKeyOf(ctx)));
    await next();
  };

  return (router: ApiRouter): void => {
    router.get(PATH, manager, async (ctx) => {
      const list = await invitationsBy(actorOf(ctx)).list(principalOf(ctx).accountId);
      answerCatalogue(ctx, list.map(presentInvitation));
    });

    router.post(PATH, manager, jsonBody, async (ctx) => {
      const body = validated(invitationCreateBody, bodyOf(ctx));
      const { accountId, userId } = principalOf(ctx);
      const token = newToken();
      const created = await invitationsBy(actorOf(ctx)).create({
        ...body,
        accountId,
        tokenHash: hashToken(token),
        invitedBy: userId,
        expiresAt: new Date(clock.now() + LIFETIME_MS),
        requireGovern: governs(ctx),
      });
      ctx.status = 201;
      ctx.body = { ...presentInvitation(created), link: `${deps.cabinetUrl(ctx)}/invitation#token=${token}` };
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      const id = pathParam(ctx, 'id').toLowerCase();
      const { accountId } = principalOf(ctx);
      await invitationsBy(actorOf(ctx)).revoke({ accountId, id, requireGovern: governs(ctx) });
      ctx.status = 204;
    });

    router.post(`${PATH}/preview`, deps.strangers, ourPages, jsonBody, async (ctx) => {
      const { token } = validated(invitationTokenBody, bodyOf(ctx));
      const { accountId, email, role } = await invitationsBy(null).find(hashToken(token));
      ctx.body = { email, role, accountName: await deps.accountName(accountId) };
    });

    router.post(`${PATH}/accept`, deps.strangers, ourPages, jsonBody, async (ctx) => {
      const { token, name, password } = validated(invitationAcceptBody, bodyOf(ctx));
      const tokenHash = hashToken(token);
      const { accountId, email, role } = await invitationsBy(null).find(tokenHash);
      refuseObvious({ password, email, name });
      const passwordHash = await passwords.hash(password);
      const actor = {
        userId: null,
        email,
        tokenId: null,
        address: ctx.ip,
        requestId: ctx.state.requestId,
      };
      const { userId } = await invitationsBy(actor).accept({ tokenHash, name, passwordHash });
      await login.openSession(ctx, { id: userId, accountId, email, sessionEpoch: 0 });
      ctx.status = 201;
      ctx.body = {
        user: { id: userId, name, email, role },
        account: { id: accountId, name: await deps.accountName(accountId) },
        scopes: [...ROLE_SCOPES[role]],
      };
    });
  };
}

function presentInvitation({ id, email, role, createdAt, expiresAt }: Invitation): InvitationView {
  return { id, email, role, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
