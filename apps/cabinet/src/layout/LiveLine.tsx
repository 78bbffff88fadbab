import { useTranslation } from 'react-i18next';
import { useLiveState } from '../live/LiveProvider.js';
import { TimeText } from '../ui/TimeText.js';
import classes from './LiveLine.module.css';

/** A thin line while the page is not told of what happens: since when, and that it asks by itself. */
export function LiveLine() {
  const { t } = useTranslation();
  const { isLive, lostAt } = useLiveState();
  if (isLive || lostAt === null) return null;
  return (
    <div className={classes.line} role="status">
      {t('live.lost')} <TimeText iso={lostAt} />
    </div>
  );
}
