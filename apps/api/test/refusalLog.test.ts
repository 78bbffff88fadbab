import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Logger } from '@kassahook/platform/logger';
import { createRefusalLog } from '../src/http/refusalLog.js';

const LINES = 3;
const MINUTE_MS = 60_000;

let nowMs: number;
let lines: { fields: Record<string, unknown>; name: string }[];
let note: ReturnType<typeof createRefusalLog>;

beforeEach(() => {
  nowMs = 5_000;
  lines = [];
  const info = (fields: Record<string, unknown>, name: string) => void lines.push({ fields, name });
  note = createRefusalLog({ logger: { info } as unknown as Logger, now: () => nowMs, linesPerMinute: LINES });
});

const refused = (id: number) => ({ requestId: `id ${id}`, status: 431, code: 'HEADERS_TOO_LARGE' });

describe('the log of what was refused before it was a request', () => {
  it('when something is refused, then its id is in the log', () => {
    note(refused(1));
    expect(lines).toEqual([{ fields: refused(1), name: 'http.refused' }]);
  });

  it('when somebody sends nothing else, then a minute has so many lines, and the next one says how many had none', () => {
    for (let id = 1; id <= 10; id += 1) note(refused(id));
    nowMs += MINUTE_MS - 1;
    note(refused(11));
    expect(lines.map(({ fields }) => fields['requestId'])).toEqual(['id 1', 'id 2', 'id 3']);
    nowMs += 1;
    note(refused(12));
    note(refused(13));
    expect(lines.slice(LINES)).toEqual([
      { fields: { ...refused(12), unlogged: 8 }, name: 'http.refused' },
      { fields: refused(13), name: 'http.refused' },
    ]);
  });
});
