import type { LoginBody, SignUpBody } from '@kassahook/contracts/session';
import type { Actor, AuditEntry } from '@kassahook/contracts/audit';
import type { Role } from '@kassahook/contracts/role';
import { AppError, conflict, validationFailed } from '@kassahook/platform/errors';
import type { Passwords } from '@kassahook/platform/passwords';
import { actorOf } from '../http/actor.js';
import type { ApiContext, Person } from '../http/context.js';
import type { SessionCookie } from '../http/sessionCookie.js';
import { refuseTooMany } from '../http/rateAnswer.js';
import type { AttemptLimiter, LoginThrottle } from './loginThrottle.js';

/** A person as the accounts know them. */
export interface KnownUser {
  id: number;
  accountId: string;
  name: string;
  email: string;
  role: Role;
  passwordHash: string;
  sessionEpoch: number;
}

interface PasswordChange {
  userId: number;
  replacing: string;
  passwordHash: string;
}

export interface Accounts {
  create(account: {
    name: string;
    owner: { name: string; email: string; passwordHash: string };
  }): Promise<{ accountId: string; userId: number }>;
  findUserByEmail(email: string): Promise<KnownUser | null>;
  findUser(userId: number): Promise<KnownUser | null>;
  changePassword(change: PasswordChange): Promise<number | null>;
  renewHash(change: PasswordChange): Promise<void>;
}

export interface LoginDeps {
  /** The store, whose changes are this actor's. */
  accountsBy: (actor: Actor | null) => Accounts;
  /** Writes down what leaves no trace in Postgres by itself. */
  record: (actor: Actor, entry: AuditEntry) => Promise<void>;
  passwords: Passwords;
  sessions: {
    open(session: {
      userId: number;
      accountId: string;
      epoch: number;
      address: string;
      userAgent: string;
    }): Promise<{ secret: string; session: { id: string } }>;
    find(secret: string): Promise<{ id: string; userId: number } | null>;
    revoke(userId: number, id: string): Promise<boolean>;
    revokeAll(userId: number): Promise<void>;
  };
  cookie: SessionCookie;
  throttle: LoginThrottle;
  /** Guesses at the current password by who is logged in, per person: strangers who guess at logins take none of them. */
  passwordGuesses: AttemptLimiter;
}

const USER_AGENT_MAX = 256;

/** Signing up, logging in, out, and changing a password. */
export function createLogin(deps: LoginDeps) {
  const { accountsBy, record, passwords, sessions, cookie, throttle, passwordGuesses } = deps;
  const accounts = accountsBy(null);

  /** Every login gets a session of its own; the one that the browser brought ends, whoever had put it there. */
  async function openSession(ctx: ApiContext, user: OpenFor): Promise<string> {
    await endSession(ctx);
    const { secret, session } = await sessions.open({
      userId: user.id,
      accountId: user.accountId,
      epoch: user.sessionEpoch,
      address: ctx.ip,
      userAgent: ctx.get('user-agent').slice(0, USER_AGENT_MAX),
    });
    cookie.set(ctx, secret);
    await record(personAt(ctx, user), {
      accountId: user.accountId,
      action: 'session.opened',
      targetType: 'session',
      targetId: session.id,
    });
    return session.id;
  }

  async function endSession(ctx: ApiContext): Promise<void> {
    const secret = cookie.read(ctx);
    const session = secret === null ? null : await sessions.find(secret);
    if (session) await sessions.revoke(session.userId, session.id);
  }

  return {
    openSession,

    /** @throws AppError CONFLICT (409) when the e-mail address is taken: without mail there is no way not to tell */
    async signUp(ctx: ApiContext, { name, email, password, accountName = name }: SignUpBody) {
      refuseObvious({ password, email, name });
      const passwordHash = await passwords.hash(password);
      const actor = personAt(ctx, { id: null, email });
      const { accountId, userId } = await accountsBy(actor).create({
        name: accountName,
        owner: { name, email, passwordHash },
      });
      const user = { id: userId, accountId, name, email, role: 'owner' as const, sessionEpoch: 0 };
      return { user, sessionId: await openSession(ctx, user) };
    },

    /** An unknown address and a wrong password get one answer, after the same work. @throws AppError WRONG_CREDENTIALS (401) */
    async login(ctx: ApiContext, { email, password }: LoginBody) {
      await throttle.begin(ctx, email);
      const user = await accounts.findUserByEmail(email);
      const isRight = await passwords.matches(password, user?.passwordHash ?? null);
      if (!user || !isRight) {
        throw new AppError('the e-mail address or the password is wrong', {
          code: 'WRONG_CREDENTIALS',
          status: 401,
        });
      }
      await throttle.succeeded(ctx, email);
      if (passwords.isOutdated(user.passwordHash)) {
        const passwordHash = await passwords.hash(password);
        await accounts.renewHash({ userId: user.id, replacing: user.passwordHash, passwordHash });
      }
      return { user, sessionId: await openSession(ctx, user) };
    },

    async logout(ctx: ApiContext, { accountId, userId, tokenId }: Person): Promise<void> {
      await sessions.revoke(userId, tokenId);
      cookie.clear(ctx);
      const target = { targetType: 'session', targetId: tokenId } as const;
      await record(actorOf(ctx), { accountId, action: 'session.closed', ...target });
    },

    /**
     * Sets another password: all sessions end, and the one that asks goes on as a new one. A stolen session must not become a
     * stolen account, so the current password is asked for, and guesses at it count.
     * @throws AppError VALIDATION_FAILED, RATE_LIMITED; CONFLICT when it was changed meanwhile
     */
    async changePassword(
      ctx: ApiContext,
      { person, currentPassword, newPassword }: { person: Person } & PasswordPair,
    ): Promise<void> {
      const guesser = String(person.userId);
      refuseTooMany(ctx, await passwordGuesses.take(guesser));
      const user = await accounts.findUser(person.userId);
      const isRight = await passwords.matches(currentPassword, user?.passwordHash ?? null);
      if (!user || !isRight) throw validationFailed({ currentPassword: 'is wrong' });
      await Promise.all([passwordGuesses.reset(guesser), throttle.forgive(person.email)]);
      refuseObvious({ password: newPassword, email: user.email, name: user.name }, 'newPassword');
      const passwordHash = await passwords.hash(newPassword);
      const change = { userId: user.id, replacing: user.passwordHash, passwordHash };
      const sessionEpoch = await accountsBy(actorOf(ctx)).changePassword(change);
      if (sessionEpoch === null) throw conflict('the password was changed meanwhile');
      // The new epoch has ended them already; this takes their remains out of Redis.
      await sessions.revokeAll(user.id);
      await openSession(ctx, { ...user, sessionEpoch });
    },
  };
}

interface PasswordPair {
  currentPassword: string;
  newPassword: string;
}

type OpenFor = Pick<KnownUser, 'id' | 'accountId' | 'email' | 'sessionEpoch'>;

/** Somebody who has just become known. */
function personAt(ctx: ApiContext, { id, email }: { id: number | null; email: string }): Actor {
  return { userId: id, email, tokenId: null, address: ctx.ip, requestId: ctx.state.requestId };
}

interface Choice {
  password: string;
  email: string;
  name: string;
}

/** The first guesses of anybody who knows the person. @throws AppError VALIDATION_FAILED */
export function refuseObvious({ password, email, name }: Choice, field = 'password'): void {
  const chosen = password.toLowerCase();
  if ([email, email.split('@')[0], name.toLowerCase()].includes(chosen) || new Set(chosen).size < 4) {
    throw validationFailed({ [field]: 'is too easy to guess' });
  }
}
