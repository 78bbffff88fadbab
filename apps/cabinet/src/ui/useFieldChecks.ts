import { useState } from 'react';
import { focusFirstError } from './focusFirstError.js';

interface FieldChecks<Field extends string> {
  /** For the field: its error, once it was left with something in it or the form was sent. */
  propsOf: (field: Field) => { error: string | undefined; onBlur: () => void };
  /** When the form is sent: false, with the focus on the first field that is wrong. */
  pass: () => boolean;
  /** After the form was sent and emptied: nothing is wrong with it yet. */
  restart: () => void;
}

/**
 * What is wrong with the fields of a short form, in the page's words and not in the browser's bubbles.
 * @param values of the fields @param wrong by the page's own rules, for each field that has any @param refused by the API
 */
export function useFieldChecks<Field extends string>(
  values: Readonly<Record<Field, string>>,
  wrong: Readonly<Partial<Record<Field, string | null>>>,
  refused: Readonly<Record<string, string>>,
): FieldChecks<Field> {
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set());
  const [isSent, setSent] = useState(false);
  return {
    propsOf: (field) => {
      const own = isSent || left.has(field) ? wrong[field] : null;
      return {
        error: own ?? refused[field],
        onBlur: () => {
          if (values[field] !== '') setLeft((before) => new Set([...before, field]));
        },
      };
    },
    pass: () => {
      setSent(true);
      const isRight = Object.values(wrong).every((problem) => problem === null || problem === undefined);
      if (!isRight) focusFirstError();
      return isRight;
    },
    restart: () => {
      setSent(false);
      setLeft(new Set());
    },
  };
}
