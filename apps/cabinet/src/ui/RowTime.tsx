import { dateTimeFormat } from '../format/formatters.js';
import { useFormat } from '../format/useFormat.js';
import classes from './RowTime.module.css';
import { TimeText } from './TimeText.js';

/**
 * When a row of a table was. A table as narrow as a phone's, or one beside an open detail, has room for `14:20`, or for the day when it was
 * not today: `59 секунд назад` would be cut.
 */
export function RowTime({ iso }: { iso: string }) {
  const { time, language } = useFormat();
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  const short = isToday
    ? time(iso)
    : dateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(iso));
  return (
    <>
      <span className={classes.whole}>
        <TimeText iso={iso} />
      </span>
      <time className={classes.short} dateTime={iso}>
        {short}
      </time>
    </>
  );
}
