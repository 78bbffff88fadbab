/** The folded parts of the form. */
export type Section = 'content' | 'sending' | 'headers' | 'metadata' | 'secret';

const OF_FIELD: Readonly<Record<string, Section>> = {
  filter: 'content',
  deviceIds: 'content',
  shopIds: 'content',
  timeoutSeconds: 'sending',
  maxPerSecond: 'sending',
  batchEvents: 'sending',
  batchWaitSeconds: 'sending',
  headers: 'headers',
  metadata: 'metadata',
  secret: 'secret',
};

/** The folded parts in which something is wrong: they open. */
export function sectionsOf(errors: Readonly<Record<string, unknown>>): Section[] {
  const fields = Object.keys(errors).map((path) => path.split('.')[0] ?? '');
  return [...new Set(fields.flatMap((field) => OF_FIELD[field] ?? []))];
}
