import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** The variable that names the folder of the record; without it nothing is recorded. */
export const RECORD_VARIABLE = 'ANSWER_RECORD_DIR';

const recorded = new Set<string>();

/**
 * Notes that an operation was answered with a status. `npm test` reads the record after the last test: files run in several processes
 * and in any order, so each process has a file of its own and notes each pair once.
 */
export function recordAnswer(operationId: string, status: number): void {
  const folder = process.env[RECORD_VARIABLE];
  const line = `${operationId} ${status}\n`;
  if (folder === undefined || recorded.has(line)) return;
  recorded.add(line);
  appendFileSync(join(folder, `${process.pid}.txt`), line);
}
