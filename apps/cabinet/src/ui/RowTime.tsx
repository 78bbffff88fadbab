import { Box } from '@mantine/core';
import { dateTimeFormat } from '../format/formatters.js';
import { useFormat } from '../format/useFormat.js';
import { TimeText } from './TimeText.js';

/** When a row of a list was. A phone has room for `14:20`, or the day when it was not today: `59 секунд назад` would push it off the screen. */
export function RowTime({ iso }: { iso: string }) {
  const { time, language } = useFormat();
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  const short = isToday
    ? time(iso)
    : dateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(iso));
  return (
    <>
      <Box component="span" visibleFrom="sm">
        <TimeText iso={iso} />
      </Box>
      <Box component="time" hiddenFrom="sm" dateTime={iso}>
        {short}
      </Box>
    </>
  );
}
