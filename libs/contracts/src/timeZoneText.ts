import { z } from 'zod';
import { timeZoneOf, type TimeZone } from '@kassahook/domain/timeZone';

/** A time zone in a query, UTC without one. A `+` that nobody escaped arrives as a space. */
export const timeZoneText = z
  .string()
  .transform((text, context): TimeZone => {
    const zone = timeZoneOf(text.replace(/^ (?=\d)/, '+').trim());
    if (zone) return zone;
    context.addIssue({
      code: 'custom',
      message: 'must be a time zone, e.g. Europe/Moscow, or minutes east of UTC, e.g. 180',
    });
    return z.NEVER;
  })
  .prefault('UTC');
