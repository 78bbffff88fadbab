import { z } from 'zod';

const openedSchema = z.object({ openedAt: z.iso.datetime({ offset: true }) });

/**
 * True when the answer to an opening is another shift than the one that was sent: the number was used before. An answer that cannot
 * be read says nothing.
 */
export function shiftNumberTaken(sent: unknown, answered: unknown): boolean {
  const [ours, theirs] = [openedSchema.safeParse(sent).data, openedSchema.safeParse(answered).data];
  return (
    ours !== undefined && theirs !== undefined && Date.parse(ours.openedAt) !== Date.parse(theirs.openedAt)
  );
}
