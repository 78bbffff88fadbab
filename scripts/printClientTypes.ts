// `npm run client-types` writes the client's types from the OpenAPI document; with `--check` it writes nothing and exits 1 when the
// file is not current. The generator reads the document with Redocly's structural rules first: a document that breaks them is an
// error here. Relative imports: the packages' own names lead to `dist`, which may not be built yet.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { allOperations } from '../apps/api/src/openapi/allOperations.js';
import { openApiDocument } from '../apps/api/src/openapi/openApiDocument.js';

const HEADER =
  '/** Types of the API, written by `npm run client-types` from its OpenAPI document. Not to be edited. */\n\n';

const file = resolve(process.cwd(), 'libs/client/src/apiTypes.ts');
const text = JSON.stringify(openApiDocument(allOperations), withoutExample);
// A default makes a field of a body optional, not certain.
const nodes = await openapiTS(text, { defaultNonNullable: false });
const wanted = HEADER + astToString(nodes);

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
  process.stdout.write(`${file} is written\n`);
} else if (current() !== wanted) {
  process.stderr.write('libs/client/src/apiTypes.ts is not current. Type: npm run client-types\n');
  process.exitCode = 1;
}

/** The examples are for readers of the document: here they would be half of the file. */
function withoutExample(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('schema' in value && 'example' in value)) return value;
  const { example: _example, ...rest } = value;
  return rest;
}

function current(): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
