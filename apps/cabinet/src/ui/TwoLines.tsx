import type { ReactNode } from 'react';
import classes from './TwoLines.module.css';

/** The first cell of a row; where a table has no room for its wide columns, what one of them says is below it. */
export function TwoLines({ children, second }: { children: ReactNode; second: string }) {
  return (
    <span className={classes.lines}>
      <span className={classes.first}>{children}</span>
      <span className={classes.second} data-narrow title={second}>
        {second}
      </span>
    </span>
  );
}
