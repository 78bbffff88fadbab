import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { STATE_WORDS, shownStateOf } from './StateBadge.js';
import { tierStopsOfRow } from './tierStops.js';
import classes from './TierDots.module.css';

type Row = Pick<components['schemas']['Delivery'], 'state' | 'attempts' | 'lastAttemptAt' | 'nextAttemptAt'>;

/** TierTimeline for a table's cell: a dot for each tier. */
export function TierDots({ delivery }: { delivery: Row }) {
  const { t } = useTranslation('attempts');
  const { t: word } = useTranslation();
  const state = word(STATE_WORDS[shownStateOf(delivery)]);
  const attempts = t('tiers.attempts', { count: delivery.attempts });
  return (
    <span className={classes.dots} role="img" aria-label={t('tiers.summary', { state, attempts })}>
      {tierStopsOfRow(delivery).map(({ outcome }, rung) => (
        <span key={rung} className={classes.dot} data-outcome={outcome} />
      ))}
    </span>
  );
}
