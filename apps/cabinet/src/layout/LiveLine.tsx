import { useTranslation } from 'react-i18next';
import { useLiveState } from '../live/LiveProvider.js';
import { TimeText } from '../ui/TimeText.js';
import classes from './LiveLine.module.css';

/**
 * A thin line while the page is not told of what happens: since when, and that it asks by itself. It lies in the page's margin, so nothing
 * moves when it comes; the time, which changes each second, is not read out again and again.
 */
export function LiveLine() {
  const { t } = useTranslation();
  const { isLive, lostAt } = useLiveState();
  const isLost = !isLive && lostAt !== null;
  return (
    <div className={classes.place}>
      <div className={classes.line} data-shown={isLost || undefined}>
        <span role="status">{isLost && t('live.lost')}</span> {isLost && <TimeText iso={lostAt} />}
      </div>
    </div>
  );
}
