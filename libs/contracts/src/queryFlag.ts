import { z } from 'zod';

/** A yes or no in a query: `true`, `false`, `1` or `0`. */
export const queryFlag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');
