import type { ParseKeys } from 'i18next';
import type { InspectorAnswer } from './inspector.js';

const OK: InspectorAnswer = {
  status: 200,
  delayMs: 0,
  headers: {},
  body: '{"ok":true}',
  contentType: 'application/json',
};
/** Longer than any webhook waits. */
const SILENCE_MS = 30_000;

/** Receivers to play. */
export const ANSWER_PRESETS: readonly {
  id: string;
  word: ParseKeys<'inspector'>;
  answer: InspectorAnswer;
}[] = [
  { id: 'ok', word: 'answer.ok', answer: OK },
  { id: 'noContent', word: 'answer.noContent', answer: { ...OK, status: 204, body: '' } },
  { id: 'error', word: 'answer.error', answer: { ...OK, status: 500, body: '{"ok":false}' } },
  { id: 'slow', word: 'answer.slow', answer: { ...OK, delayMs: SILENCE_MS } },
  { id: 'gone', word: 'answer.gone', answer: { ...OK, status: 410, body: '' } },
  {
    id: 'busy',
    word: 'answer.busy',
    answer: { ...OK, status: 429, body: '', headers: { 'Retry-After': '60' } },
  },
];

/** Whether an inspector plays it now. */
export function isPreset(preset: InspectorAnswer, answer: InspectorAnswer): boolean {
  return (
    preset.status === answer.status &&
    preset.delayMs === answer.delayMs &&
    preset.body === answer.body &&
    JSON.stringify(preset.headers) === JSON.stringify(answer.headers)
  );
}
