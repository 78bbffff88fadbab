import type { WebhookDraft } from './webhookDraft.js';

/** The form's field that shows what the API says of one of its own; a place inside a field is the field's. */
const FIELDS: Readonly<Record<string, string>> = {
  url: 'url',
  description: 'description',
  events: 'mask',
  types: 'mask',
  filter: 'filter',
  deviceIds: 'deviceIds',
  shopIds: 'shopIds',
  timeoutMs: 'timeoutSeconds',
  maxPerSecond: 'maxPerSecond',
  secret: 'secret',
  'batch.maxEvents': 'batchEvents',
  'batch.maxWaitMs': 'batchWaitSeconds',
};

/**
 * What the API found wrong, by the form's fields; the first sentence of each. What belongs to no field is under `form`.
 * @param say puts a sentence into the page's words
 */
export function apiProblems(
  problems: Readonly<Record<string, string>>,
  draft: Pick<WebhookDraft, 'headers' | 'metadata'>,
  say: (message: string) => string,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [path, message] of Object.entries(problems)) {
    const [first = '', ...rest] = path.split('.');
    const field = FIELDS[path] ?? FIELDS[first] ?? pairField(first, rest.join('.'), draft) ?? 'form';
    const inside =
      field === 'filter' && rest.length > 0 ? `${rest.join('.')}: ${say(message)}` : say(message);
    shown[field] ??= inside;
  }
  return shown;
}

/** Of `headers.X-Key` the row where it is typed. */
function pairField(
  field: string,
  name: string,
  draft: Pick<WebhookDraft, 'headers' | 'metadata'>,
): string | undefined {
  if (field !== 'headers' && field !== 'metadata') return undefined;
  const place = draft[field].findIndex((pair) => pair.name.trim() === name);
  return place === -1 ? field : `${field}.${place}.name`;
}
