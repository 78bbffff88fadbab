import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './HeaderList.module.css';

interface HeaderListProps {
  headers: Readonly<Record<string, string>>;
  /** Names of those that something was wrong with. */
  marked?: readonly string[];
  label: string;
}

/** Headers of a request or an answer; the ones to look at stand out. */
export function HeaderList({ headers, marked = [], label }: HeaderListProps) {
  const { t } = useTranslation('webhooks');
  return (
    <dl className={classes.list} aria-label={label}>
      {Object.entries(headers).map(([name, value]) => {
        const isMarked = marked.includes(name.toLowerCase());
        return (
          <div key={name} className={classes.row} data-marked={isMarked || undefined}>
            <dt>
              {name}
              {isMarked && <VisuallyHidden>{t('test.marked')}</VisuallyHidden>}
            </dt>
            <dd>{value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
