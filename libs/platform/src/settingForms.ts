import { z } from 'zod';

/** Text `a,b,c` → list without blanks. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
/** Yes or no. */
export const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
/** A whole number. */
export const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** A URL of one of the schemes. */
export const url = (...schemes: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.replace(':', '')), {
      message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    });
