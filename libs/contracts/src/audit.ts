import { z } from 'zod';
import { ownQuery } from './ownQuery.js';
import { queryRange } from './queryInstant.js';

/** What is written down when it happens: who may reach an account, and where its events go. */
export const AUDIT_ACTIONS = [
  'account.created',
  'session.opened',
  'session.closed',
  'session.revoked',
  'password.changed',
  'password.reset',
  'token.created',
  'token.renamed',
  'token.revoked',
  'member.invited',
  'member.joined',
  'member.role_changed',
  'member.removed',
  'invitation.revoked',
  'app.created',
  'app.changed',
  'app.secret_rotated',
  'app.deleted',
  'consent.given',
  /** Not written any more, and read where it was: the consent before it says the same, and whose it is. */
  'grant.created',
  'grant.revoked',
  'callback_secret.rotated',
  'webhook.created',
  'webhook.changed',
  'webhook.deleted',
  'device.registered',
  'device.token_replaced',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_TARGETS = [
  'account',
  'session',
  'user',
  'token',
  'invitation',
  'app',
  'grant',
  'webhook',
  'device',
] as const;
export type AuditTarget = (typeof AUDIT_TARGETS)[number];

/** Who did it, as far as it is known. */
export interface Actor {
  /** The person, or whom the token acts for; null for a token that is nobody's. */
  userId: number | null;
  email: string | null;
  /** The token; null when it was a person at a browser. */
  tokenId: string | null;
  address: string | null;
  requestId: string | null;
}

/** What was done. `details` never holds a secret, nor a text that may hold one. */
export interface AuditEntry {
  accountId: string;
  action: AuditAction;
  targetType: AuditTarget;
  targetId: string;
  details?: Readonly<Record<string, unknown>>;
}

/** An entry of the audit log as the API shows it. */
export const auditView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.enum(AUDIT_ACTIONS),
  target: z.object({ type: z.enum(AUDIT_TARGETS), id: z.string() }),
  /** Null: the house itself, e.g. a webhook that was switched off after 410 Gone. */
  actor: z
    .object({
      userId: z.int().nullable(),
      email: z.string().nullable(),
      /** Null: a person at a browser. */
      tokenId: z.string().nullable(),
      /** As the token, or the application that it was given to, was called then. */
      tokenName: z.string().nullable(),
    })
    .nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditView = z.infer<typeof auditView>;

/** Nothing happened before: Postgres, unlike ISO 8601, has no year 0. */
const FIRST_MS = 0;
const sinceFirst = (at: Date | undefined) => at && new Date(Math.max(at.getTime(), FIRST_MS));
const AUDIT_PAGE_MAX = 500;

/** The query of `GET /api/audit`. Pages go by the id of the last entry that was seen: nothing is skipped while new ones come. */
export const auditQuery = ownQuery({
  limit: z.coerce
    .number()
    .int('must be a whole number')
    .min(1, 'must be 1 at least')
    .max(AUDIT_PAGE_MAX, `must be ${AUDIT_PAGE_MAX} at most`)
    .default(100),
  /** `next` of the page before. */
  before: z.guid('must be the id of an entry').optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  userId: z.coerce.number().int('must be a whole number').min(1).max(2_147_483_647).optional(),
  targetType: z.enum(AUDIT_TARGETS).optional(),
  targetId: z.string().max(64, 'is too long').optional(),
  from: queryRange.from.transform(sinceFirst).describe(queryRange.from.description ?? ''),
  to: queryRange.to.transform(sinceFirst).describe(queryRange.to.description ?? ''),
});
export type AuditQuery = z.output<typeof auditQuery>;

/** A page of the audit log, the newest entry first; `next` is null on the last one. */
export const auditPage = z.object({ data: z.array(auditView), next: z.uuid().nullable() });
