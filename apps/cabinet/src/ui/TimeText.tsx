import { Text, Tooltip } from '@mantine/core';
import { formatRelative, formatUtc } from '../format/dates.js';
import { useFormat } from '../format/useFormat.js';
import { useNow } from './useNow.js';

/**
 * An instant: relative while it is near, else the local date; hovering or touching shows both zones to the millisecond.
 * @param isExact always the local date and time; it takes the focus as well, which the many of a list do not
 */
export function TimeText({ iso, isExact = false }: { iso: string; isExact?: boolean }) {
  const { dateTime, language } = useFormat();
  const nowMs = useNow();
  const relative = isExact ? null : formatRelative(iso, language, nowMs);
  return (
    <Tooltip
      label={`${dateTime(iso)} · ${formatUtc(iso)}`}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Text
        component="time"
        dateTime={iso}
        inherit
        {...(isExact && { tabIndex: 0 })}
        className="numbers"
        style={{ whiteSpace: 'nowrap' }}
      >
        {relative ?? dateTime(iso)}
      </Text>
    </Tooltip>
  );
}
