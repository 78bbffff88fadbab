import { z } from 'zod';

/** A `+` in a query that was not encoded arrives as a space. */
const LOST_PLUS = / (?=\d\d:?\d\d$)/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** An instant as queries give it: ISO 8601 with `Z` or an offset, without either UTC; a day alone is its midnight in UTC. */
export const queryInstant = z.string().transform((text, context): Date => {
  const spelled = text.trim().replace(LOST_PLUS, '+');
  const parsed = DAY.test(spelled)
    ? z.iso.date().safeParse(spelled)
    : z.iso.datetime({ offset: true, local: true }).safeParse(spelled);
  if (!parsed.success) context.addIssue({ code: 'custom', message: 'must be an instant in ISO 8601' });
  const hasZone = DAY.test(spelled) || /(?:Z|[+-]\d\d:?\d\d)$/i.test(spelled);
  return new Date(hasZone ? spelled : `${spelled}Z`);
});

/** The ends of a range of what happened, `from` included and `to` not; words of the API's description beside them. */
export const queryRange = {
  from: queryInstant
    .optional()
    .describe('ISO 8601, UTC unless it says otherwise; included; a date alone is its midnight in UTC'),
  to: queryInstant
    .optional()
    .describe('ISO 8601, UTC unless it says otherwise; not included; a date alone is its midnight in UTC'),
};

/** A place in a list, newest first: everything before this item. */
export interface ListPlace {
  at: Date;
  /** Empty: everything before the instant. */
  id: string;
}

/** `<instant>` or `<instant>_<id>`: the latter is what a page gives for the next one. */
export const listPlace = z.string().transform((text, context): ListPlace => {
  const cut = text.indexOf('_');
  const instant = cut < 0 ? text : text.slice(0, cut);
  const parsed = queryInstant.safeParse(instant);
  if (!parsed.success) context.addIssue({ code: 'custom', message: 'must be an instant in ISO 8601' });
  return { at: parsed.data ?? new Date(Number.NaN), id: cut < 0 ? '' : text.slice(cut + 1) };
});

/** A place as `before` takes it. */
export function placeText({ at, id }: ListPlace): string {
  return `${at.toISOString()}_${id}`;
}

/** How many a page may have. */
export const pageLimit = (max: number, usual: number) =>
  z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(max, `must be at most ${max}`)
    .default(usual);

/** An id that is a UUID, in the case in which it is stored. */
export const uuidText = z.guid('must be a UUID').transform((id) => id.toLowerCase());
