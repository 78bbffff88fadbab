import { useTranslation } from 'react-i18next';
import classes from './AttemptList.module.css';

/** Headers as they were sent or stored; names are what a row is of. */
export function HeaderTable({
  headers,
  label,
}: {
  headers: Readonly<Record<string, string>>;
  label: string;
}) {
  const { t } = useTranslation('attempts');
  const all = Object.entries(headers);
  if (all.length === 0) return <div className={classes.quiet}>{t('headers.none')}</div>;
  return (
    <table className={classes.headers} aria-label={label}>
      <tbody>
        {all.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
