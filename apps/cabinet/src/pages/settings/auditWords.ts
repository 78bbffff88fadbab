import type { AuditAction, AuditView } from '@kassahook/contracts/audit';

/** What each change is called; keys of the room's words. */
export const AUDIT_WORDS = {
  'account.created': 'audit.said.accountCreated',
  'session.opened': 'audit.said.sessionOpened',
  'session.closed': 'audit.said.sessionClosed',
  'session.revoked': 'audit.said.sessionRevoked',
  'password.changed': 'audit.said.passwordChanged',
  'password.reset': 'audit.said.passwordReset',
  'token.created': 'audit.said.tokenCreated',
  'token.renamed': 'audit.said.tokenRenamed',
  'token.revoked': 'audit.said.tokenRevoked',
  'member.invited': 'audit.said.memberInvited',
  'member.joined': 'audit.said.memberJoined',
  'member.role_changed': 'audit.said.memberRoleChanged',
  'member.removed': 'audit.said.memberRemoved',
  'invitation.revoked': 'audit.said.invitationRevoked',
  'app.created': 'audit.said.appCreated',
  'app.changed': 'audit.said.appChanged',
  'app.secret_rotated': 'audit.said.appSecretRotated',
  'app.deleted': 'audit.said.appDeleted',
  'consent.given': 'audit.said.consentGiven',
  'grant.created': 'audit.said.grantCreated',
  'grant.revoked': 'audit.said.grantRevoked',
  'callback_secret.rotated': 'audit.said.callbackSecretRotated',
  'webhook.created': 'audit.said.webhookCreated',
  'webhook.changed': 'audit.said.webhookChanged',
  'webhook.deleted': 'audit.said.webhookDeleted',
  'device.registered': 'audit.said.deviceRegistered',
  'device.token_replaced': 'audit.said.deviceTokenReplaced',
} as const satisfies Readonly<Record<AuditAction, string>>;

/** What the same changes are called as kinds, for a filter: without whom or what they were about. */
export const AUDIT_KINDS = {
  'account.created': 'audit.kinds.accountCreated',
  'session.opened': 'audit.kinds.sessionOpened',
  'session.closed': 'audit.kinds.sessionClosed',
  'session.revoked': 'audit.kinds.sessionRevoked',
  'password.changed': 'audit.kinds.passwordChanged',
  'password.reset': 'audit.kinds.passwordReset',
  'token.created': 'audit.kinds.tokenCreated',
  'token.renamed': 'audit.kinds.tokenRenamed',
  'token.revoked': 'audit.kinds.tokenRevoked',
  'member.invited': 'audit.kinds.memberInvited',
  'member.joined': 'audit.kinds.memberJoined',
  'member.role_changed': 'audit.kinds.memberRoleChanged',
  'member.removed': 'audit.kinds.memberRemoved',
  'invitation.revoked': 'audit.kinds.invitationRevoked',
  'app.created': 'audit.kinds.appCreated',
  'app.changed': 'audit.kinds.appChanged',
  'app.secret_rotated': 'audit.kinds.appSecretRotated',
  'app.deleted': 'audit.kinds.appDeleted',
  'consent.given': 'audit.kinds.consentGiven',
  'grant.created': 'audit.kinds.grantCreated',
  'grant.revoked': 'audit.kinds.grantRevoked',
  'callback_secret.rotated': 'audit.kinds.callbackSecretRotated',
  'webhook.created': 'audit.kinds.webhookCreated',
  'webhook.changed': 'audit.kinds.webhookChanged',
  'webhook.deleted': 'audit.kinds.webhookDeleted',
  'device.registered': 'audit.kinds.deviceRegistered',
  'device.token_replaced': 'audit.kinds.deviceTokenReplaced',
} as const satisfies Readonly<Record<AuditAction, string>>;

/** What people call the fields of webhooks and applications that an entry names as changed. */
const FIELD_WORDS = {
  url: 'audit.fields.url',
  isActive: 'audit.fields.isActive',
  mask: 'audit.fields.mask',
  description: 'audit.fields.description',
  timeoutMs: 'audit.fields.timeoutMs',
  headers: 'audit.fields.headers',
  metadata: 'audit.fields.metadata',
  filter: 'audit.fields.filter',
  deviceIds: 'audit.fields.deviceIds',
  shopIds: 'audit.fields.shopIds',
  maxPerSecond: 'audit.fields.maxPerSecond',
  batch: 'audit.fields.batch',
  secret: 'audit.fields.secret',
  enabledAt: 'audit.fields.enabledAt',
  disabledReason: 'audit.fields.disabledReason',
  disabledAt: 'audit.fields.disabledAt',
  name: 'audit.fields.name',
  logoUrl: 'audit.fields.logoUrl',
  redirectUris: 'audit.fields.redirectUris',
  isConfidential: 'audit.fields.isConfidential',
  previousSealedSecret: 'audit.fields.previousSecret',
  previousSecretUntil: 'audit.fields.previousSecret',
} as const;

/** The words for a changed field; one of a newer API is something else. */
function fieldWordOf(field: unknown): (typeof FIELD_WORDS)[keyof typeof FIELD_WORDS] | 'audit.fields.other' {
  return typeof field === 'string' && Object.hasOwn(FIELD_WORDS, field)
    ? FIELD_WORDS[field as keyof typeof FIELD_WORDS]
    : 'audit.fields.other';
}

/** What one rotation changes: no word but one says it. */
const ROTATED: ReadonlySet<unknown> = new Set(['secret', 'previousSealedSecret', 'previousSecretUntil']);

/** What a change is called, and the words for the fields that it named, each once; none where the name says it all. */
export function changeWordsOf({ action, details }: Pick<AuditView, 'action' | 'details'>) {
  const changed: readonly unknown[] = Array.isArray(details['changed']) ? details['changed'] : [];
  if (
    action === 'webhook.changed' &&
    changed.includes('secret') &&
    changed.every((name) => ROTATED.has(name))
  )
    return { said: 'audit.said.webhookSecretRotated', fields: [] } as const;
  // The API notes it with a new URL and with the switch: nobody set it.
  const set = changed.filter((name) => name !== 'enabledAt' || changed.length === 1);
  return { said: AUDIT_WORDS[action], fields: [...new Set(set.map(fieldWordOf))] } as const;
}

/** Why access ended without somebody's click, as libs/postgres writes it, and in words. */
const REASON_WORDS = [
  [/^the owner gave access \d+ times since$/, 'audit.reasons.replaced'],
  [/^the code was used twice$/, 'audit.reasons.codeTwice'],
  [/^a refresh token was used twice$/, 'audit.reasons.refreshTwice'],
  [/^the application gave it back$/, 'audit.reasons.givenBack'],
] as const;

/** Null for a reason that is not known here, or none. */
export function reasonWordOf(reason: unknown): (typeof REASON_WORDS)[number][1] | null {
  if (typeof reason !== 'string') return null;
  return REASON_WORDS.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}
