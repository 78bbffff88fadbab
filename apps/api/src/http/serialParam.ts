import { notFound } from '@kassahook/platform/errors';

const SERIAL = /^[1-9]\d{0,9}$/;

/**
 * A counted id out of a path.
 * @throws AppError NOT_FOUND for what cannot be one, the same as for one that is not there
 */
export function serialParam(text: string, what: string): number {
  if (!SERIAL.test(text)) throw notFound(what);
  return Number(text);
}
