import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import type { Stats } from './statsSeries.js';
import classes from './WebhookPage.module.css';

/** The range in four numbers. */
export function StatsTiles({ summary }: { summary: Stats['summary'] }) {
  const { t } = useTranslation('webhookCare');
  const { number, share, duration } = useFormat();
  const { attempts, outcomes, firstAttemptSuccess, latencyMs } = summary;
  const ms = (value: number | null): string => (value === null ? '—' : duration(value));
  const tiles = [
    { label: t('stats.attempts'), text: number(attempts) },
    { label: t('stats.deliveredCount'), text: number(outcomes.delivered) },
    {
      label: t('stats.firstTime'),
      text: firstAttemptSuccess === null ? '—' : share(firstAttemptSuccess),
    },
    { label: t('stats.p50Tile'), text: ms(latencyMs.p50) },
    { label: t('stats.p99Tile'), text: ms(latencyMs.p99) },
  ];
  return (
    <dl className={classes.tiles}>
      {tiles.map(({ label, text }) => (
        <div key={label} className={classes.tile}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
