import type { ProductBody } from '../productDraft.js';
import type { ImportLine } from './productRows.js';

/** The API creates at most this many at once, all or none. */
export const CHUNK_ROWS = 1_000;

/** What the API said of a line. */
interface RefusedLine {
  line: number;
  /** The field of the product; empty when it is about the whole of it. */
  field: string;
  message: string;
}

export interface ImportResult {
  created: number;
  refused: readonly RefusedLine[];
  /** Lines that were not created because of others in their thousand. */
  held: readonly ImportLine[];
}

interface Sending {
  lines: readonly ImportLine[];
  /** @throws what `problemsOf` reads */
  send: (bodies: readonly ProductBody[], chunk: number) => Promise<unknown>;
  /** The API's words by path, `3.name`; empty when it named nothing. */
  problemsOf: (error: unknown) => Readonly<Record<string, string>>;
  onProgress: (sent: number) => void;
}

/**
 * Creates what the lines say, a thousand at a time. What the API refuses is told by line, and the other thousands go on.
 * @throws what stopped it, when the API did not say which lines are wrong
 */
export async function sendProducts({ lines, send, problemsOf, onProgress }: Sending): Promise<ImportResult> {
  let created = 0;
  const refused: RefusedLine[] = [];
  const held: ImportLine[] = [];
  for (let start = 0; start < lines.length; start += CHUNK_ROWS) {
    const chunk = lines.slice(start, start + CHUNK_ROWS);
    try {
      await send(
        chunk.map(({ body }) => body),
        start / CHUNK_ROWS,
      );
      created += chunk.length;
    } catch (error) {
      const found = refusedLines(problemsOf(error), chunk);
      if (found.length === 0) throw error;
      refused.push(...found);
      const wrong = new Set(found.map(({ line }) => line));
      held.push(...chunk.filter(({ line }) => !wrong.has(line)));
    }
    onProgress(start + chunk.length);
  }
  return { created, refused, held };
}

/** Of `3.name` the line of the text that the fourth product is on. */
function refusedLines(
  problems: Readonly<Record<string, string>>,
  chunk: readonly ImportLine[],
): RefusedLine[] {
  return Object.entries(problems).flatMap(([path, message]) => {
    const [place = '', ...field] = path.split('.');
    const row = /^\d+$/.test(place) ? chunk[Number(place)] : undefined;
    return row ? [{ line: row.line, field: field.join('.'), message }] : [];
  });
}

/** What came of a table of which the rest was sent later. */
export function joined(earlier: ImportResult, later: ImportResult): ImportResult {
  return {
    created: earlier.created + later.created,
    refused: [...earlier.refused, ...later.refused],
    held: later.held,
  };
}
