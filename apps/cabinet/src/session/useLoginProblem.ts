import { useTranslation } from 'react-i18next';
import { KassahookError } from '@kassahook/client';

const MINUTE_MS = 60_000;

/** Why a login did not succeed, in words; null when nothing failed. */
export function useLoginProblem(error: Error | null): string | null {
  const { t } = useTranslation();
  if (error === null) return null;
  if (!(error instanceof KassahookError)) return t('errors.unexpected');
  if (error.status === 401) return t('session.wrong');
  if (error.status === 429) {
    return t('session.tooMany', { count: Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / MINUTE_MS)) });
  }
  return t(error.status === 0 ? 'errors.network' : 'errors.server');
}
