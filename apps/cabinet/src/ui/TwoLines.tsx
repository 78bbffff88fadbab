import type { ReactNode } from 'react';
import classes from './TwoLines.module.css';

interface TwoLinesProps {
  children: ReactNode;
  second: string;
  /** The second line has no column of its own anywhere. */
  isAlways?: boolean;
}

/** The first cell of a row; where a table has no room for its wide columns, what one of them says is below it. */
export function TwoLines({ children, second, isAlways = false }: TwoLinesProps) {
  return (
    <span className={classes.lines}>
      <span className={classes.first}>{children}</span>
      <span className={classes.second} data-narrow data-always={isAlways || undefined} title={second}>
        {second}
      </span>
    </span>
  );
}
