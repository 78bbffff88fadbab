import { Fragment } from 'react';
import { parse, type ParseOptions } from 'sugar-high/core';
import classes from './CodeText.module.css';

/** Coloured code as React's own texts: nothing of it becomes markup. @param syntax of sugar-high, e.g. `sugar-high/lang/json` */
export function CodeText({ code, syntax }: { code: string; syntax: ParseOptions }) {
  return parse(code, syntax).lines.map(({ index, tokens }) => (
    <Fragment key={index}>
      {index > 0 && '\n'}
      {tokens.map(({ type, value }, place) => (
        <span key={place} className={classes[type]}>
          {value}
        </span>
      ))}
    </Fragment>
  ));
}
