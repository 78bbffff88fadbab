import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/useFormat.js';
import type { DraftPair, WebhookDraft } from './webhookDraft.js';

/** What is set in each folded part, in a line. */
export function useSummaries(
  draft: WebhookDraft,
): Record<'content' | 'sending' | 'headers' | 'metadata' | 'secret', string> {
  const { t } = useTranslation('webhookForm');
  const { number } = useFormat();
  const content = [
    draft.deviceIds.length > 0 && t('summary.devices', { count: draft.deviceIds.length }),
    draft.shopIds.length > 0 && t('summary.shops', { count: draft.shopIds.length }),
    (draft.filter !== null || draft.isFilterBroken) && t('summary.filter'),
  ].filter((part) => part !== false);
  const { maxPerSecond, isBatched, batchEvents } = draft;
  const sending = [
    t('summary.timeout', { seconds: number(Number(draft.timeoutSeconds)) }),
    maxPerSecond === '' ? t('summary.noRate') : t('summary.rate', { rate: number(Number(maxPerSecond)) }),
    isBatched ? t('summary.batch', { events: number(Number(batchEvents)) }) : t('summary.single'),
  ];
  const names = (pairs: readonly DraftPair[]): string =>
    pairs
      .map(({ name }) => name.trim())
      .filter((name) => name !== '')
      .join(', ') || t('summary.none');
  return {
    content: content.length === 0 ? t('summary.everything') : content.join(' · '),
    sending: sending.join(' · '),
    headers: names(draft.headers),
    metadata: names(draft.metadata),
    secret: t(draft.secret.trim() === '' ? 'summary.generated' : 'summary.given'),
  };
}
