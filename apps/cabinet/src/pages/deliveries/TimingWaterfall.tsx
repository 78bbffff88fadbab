import { Group, Text, Title } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { timingPhases, type PhaseName, type Skipped, type Timings } from './timingPhases.js';
import classes from './TimingWaterfall.module.css';

const PHASE_WORDS: Readonly<Record<PhaseName, ParseKeys<'attempts'>>> = {
  dns: 'timings.dns',
  connect: 'timings.connect',
  tls: 'timings.tls',
  firstByte: 'timings.firstByte',
  rest: 'timings.rest',
};
const SKIPPED_WORDS: Readonly<Record<Skipped, ParseKeys<'attempts'>>> = {
  kept: 'timings.kept',
  notNeeded: 'timings.notNeeded',
  notReached: 'timings.notReached',
};

interface TimingWaterfallProps {
  timings: Timings;
  /** That was connected to. */
  address: string | null;
  url: string;
  headingOrder: 4 | 5;
}

/** Where the time of a request went, phase after phase. */
export function TimingWaterfall({ timings, address, url, headingOrder }: TimingWaterfallProps) {
  const { t } = useTranslation('attempts');
  const { duration } = useFormat();
  const totalMs = Math.max(timings.totalMs, 0.1);
  return (
    <section aria-label={t('timings.label')}>
      <Group justify="space-between" mb={6} gap="xs">
        <Title order={headingOrder} size="sm">
          {t('timings.label')}
        </Title>
        <Text size="xs" c="dimmed" className="numbers">
          {address === null
            ? t('timings.total', { time: duration(timings.totalMs) })
            : t('timings.totalFrom', { time: duration(timings.totalMs), address })}
        </Text>
      </Group>
      <dl className={classes.phases}>
        {timingPhases(timings, url.startsWith('https:')).map(({ name, startMs, ms, skipped }) => (
          <div key={name} className={classes.phase} data-phase={name}>
            <dt>{t(PHASE_WORDS[name])}</dt>
            <dd className={classes.lane}>
              {ms !== null && (
                <span
                  className={classes.bar}
                  aria-hidden
                  style={{ left: `${(startMs / totalMs) * 100}%`, width: `${(ms / totalMs) * 100}%` }}
                />
              )}
              {skipped !== null && <span className={classes.skipped}>{t(SKIPPED_WORDS[skipped])}</span>}
            </dd>
            <dd className={classes.ms}>{ms === null ? '—' : duration(ms)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
