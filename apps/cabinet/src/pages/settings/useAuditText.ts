import type { AuditAction, AuditView } from '@kassahook/contracts/audit';
import { useTranslation } from 'react-i18next';
import { AUDIT_KINDS, changeWordsOf, reasonWordOf } from './auditWords.js';
import { ROLE_WORDS } from './roleWords.js';

/** What an entry says that it is about, the first that is there; an address that was changed is both. */
const NAMES = ['name', 'app', 'email', 'url'] as const;
/** How the API names all sessions but the one that ended them. */
const ALL_OTHERS = 'all others';

/** Says an entry of the audit log in words: what was done to what, which of its fields changed, and by whom. */
export function useAuditText() {
  const { t } = useTranslation('settings');
  const shown = (value: unknown): string => {
    if (typeof value !== 'string') return '';
    return value in ROLE_WORDS ? t(ROLE_WORDS[value as keyof typeof ROLE_WORDS]) : value;
  };
  const what = (entry: AuditView): string => {
    const { action, target, details } = entry;
    if (action === 'session.revoked' && target.id === ALL_OTHERS) return t('audit.said.sessionsRevoked');
    const subject = NAMES.map((name) => nameIn(details[name])).find((name) => name !== '') ?? target.id;
    return t(changeWordsOf(entry).said, { subject, from: shown(details['from']), to: shown(details['to']) });
  };
  const why = (entry: AuditView): string[] => {
    const reason = reasonWordOf(entry.details['reason']);
    const fields = changeWordsOf(entry).fields.map((field) => t(field));
    return [
      ...(reason === null ? [] : [t(reason)]),
      ...(fields.length === 0 ? [] : [t('audit.changed', { fields: fields.join(', ') })]),
    ];
  };
  return {
    entry: (entry: AuditView): string => [what(entry), ...why(entry)].join(' · '),
    /** The person, the token in the person's name, or the house itself. */
    actor({ action, actor, details }: AuditView): string {
      const app = nameIn(details['app']);
      // An application comes for its access by itself, with what its owner gave it.
      if (actor === null)
        return action === 'grant.created' ? t('audit.app', { name: app }) : t('audit.house');
      // Entries of old have no name: the token may be gone, or be here still.
      const token =
        actor.tokenName === null ? t('audit.unnamedToken') : t('audit.token', { name: actor.tokenName });
      const parts = [actor.tokenId === null ? null : token, actor.email];
      return parts.filter((part) => part !== null).join(', ');
    },
    /** The kind of change, for a filter. */
    kind: (action: AuditAction): string => t(AUDIT_KINDS[action]),
  };
}

function nameIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { from, to } = value as { from?: unknown; to?: unknown };
  return typeof from === 'string' && typeof to === 'string' ? `${from} → ${to}` : '';
}
