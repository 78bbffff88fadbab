import { z } from 'zod';

/** A text of `min` to `max` characters once blanks around it are gone, which is told in these words. */
export function plainText(min: number, max: number) {
  const message = `must have ${min} to ${max} characters`;
  return z.string().trim().min(min, message).max(max, message);
}

/** An e-mail address, kept in lower case: people do not remember how they wrote it. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(320, 'must have at most 320 characters')
  .pipe(z.email('must be an e-mail address'));
