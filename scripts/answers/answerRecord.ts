import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RECORD_VARIABLE } from '../../apps/api/test/answerRecord.js';
import { allOperations } from '../../apps/api/src/openapi/allOperations.js';
import { openApiDocument } from '../../apps/api/src/openapi/openApiDocument.js';
import { EXCEPTIONS } from './exceptions.js';
import { unseenAnswers } from './unseenAnswers.js';

/** What the API answered while the tests ran, written by the tests' processes into a folder of their own. */
export interface AnswerRecord {
  /** For the environment of the tests. */
  variables: Readonly<Record<string, string>>;
  /** What no test has seen; empty when nothing is amiss. */
  problems(): string[];
}

/** Begins a record: what an earlier run left is deleted. */
export function beginAnswerRecord(dataDir: string): AnswerRecord {
  const folder = join(dataDir, 'answers');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    variables: { [RECORD_VARIABLE]: folder },
    problems() {
      const lines = readdirSync(folder).flatMap((name) =>
        readFileSync(join(folder, name), 'utf8').split('\n'),
      );
      const { paths } = openApiDocument(allOperations);
      const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
      return unseenAnswers(operations, new Set(lines), EXCEPTIONS);
    },
  };
}
