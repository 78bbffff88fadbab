import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/useFormat.js';
import { useLiveState } from '../live/LiveProvider.js';
import { useNow } from './useNow.js';

interface AsOfProps {
  /** When it was read, ms; 0 before that. */
  updatedAtMs: number;
  /** It could not be read the last time that it was asked for. */
  isBehind?: boolean;
}

/** When what is shown was last true: now, while the stream tells of every change, else when it was read. */
export function AsOf({ updatedAtMs, isBehind = false }: AsOfProps) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { isLive } = useLiveState();
  const nowMs = useNow();
  const isTrue = isLive && !isBehind;
  const source = isTrue ? 'live' : 'read';
  const at = time(new Date(isTrue ? nowMs : updatedAtMs).toISOString());
  return (
    <Text
      size="xs"
      className="numbers"
      style={{ whiteSpace: 'nowrap' }}
      c="dimmed"
      {...(updatedAtMs > 0 && { 'data-as-of': source })}
    >
      {/* Its place is kept while nothing was read: what is beside and below it must not move. */}
      <span style={updatedAtMs === 0 ? { visibility: 'hidden' } : undefined}>
        {t('live.asOf', { time: at })}
      </span>
    </Text>
  );
}
