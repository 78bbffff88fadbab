import type { AuditAction, AuditView } from '@kassahook/contracts/audit';
import { useTranslation } from 'react-i18next';
import { AUDIT_WORDS, fieldWordOf } from './auditWords.js';
import { ROLE_WORDS } from './roleWords.js';

/** Says an entry of the audit log in words: what was done to what, and which of its fields changed. */
export function useAuditText() {
  const { t } = useTranslation('settings');
  const shown = (value: unknown): string => {
    if (typeof value !== 'string') return '';
    return value in ROLE_WORDS ? t(ROLE_WORDS[value as keyof typeof ROLE_WORDS]) : value;
  };
  return {
    entry({ action, target, details }: AuditView): string {
      const named = [details['name'], details['email'], details['url']].find(
        (value) => typeof value === 'string',
      );
      const subject = shown(named) || target.id;
      const [from, to] = [shown(details['from']), shown(details['to'])];
      const said = t(AUDIT_WORDS[action], { subject, from, to });
      const changed = details['changed'];
      if (!Array.isArray(changed) || changed.length === 0) return said;
      const fields = [...new Set(changed.map((field) => t(fieldWordOf(field))))].join(', ');
      return `${said} · ${t('audit.changed', { fields })}`;
    },
    /** The kind of change, for a filter: without what it was done to. */
    name: (action: AuditAction): string => t(AUDIT_WORDS[action], { subject: '…', from: '…', to: '…' }),
  };
}
