// `npm run client-types` writes what the client takes from the OpenAPI document; with `--check` it writes nothing and exits 1 when
// a file is not current. The generator reads the document with Redocly's structural rules first: a document that breaks them is an
// error here. Relative imports: the packages' own names lead to `dist`, which may not be built yet.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { allOperations } from '../apps/api/src/openapi/allOperations.js';
import { openApiDocument } from '../apps/api/src/openapi/openApiDocument.js';

const headerOf = (what: string) =>
  `/** ${what}, written by \`npm run client-types\` from its OpenAPI document. Not to be edited. */\n\n`;
const sourceOf = (name: string) => resolve(process.cwd(), 'libs/client/src', name);

const document = openApiDocument(allOperations);
// A default makes a field of a body optional, not certain.
const nodes = await openapiTS(JSON.stringify(document, withoutExample), { defaultNonNullable: false });
const files = [
  { file: sourceOf('apiTypes.ts'), wanted: headerOf('Types of the API') + astToString(nodes) },
  {
    file: sourceOf('keylessPosts.ts'),
    wanted: headerOf('Paths whose POST has no idempotency of its own') + keylessPosts(),
  },
];

if (!process.argv.includes('--check')) {
  for (const { file, wanted } of files) {
    writeFileSync(file, wanted);
    process.stdout.write(`${file} is written\n`);
  }
} else {
  for (const { file } of files.filter((each) => current(each.file) !== each.wanted)) {
    process.stderr.write(`${file} is not current. Type: npm run client-types\n`);
    process.exitCode = 1;
  }
}

/** Of the document, so that a client repeats no more and no less than the document promises. */
function keylessPosts(): string {
  const paths = Object.entries(document.paths).filter(([, { post }]) => {
    const refs = post?.parameters?.map((parameter) => ('$ref' in parameter ? parameter.$ref : null)) ?? [];
    return post !== undefined && !refs.includes('#/components/parameters/IdempotencyKey');
  });
  const lines = paths.map(([path]) => `  '${path}',\n`).join('');
  return `export const KEYLESS_POSTS: ReadonlySet<string> = new Set([\n${lines}]);\n`;
}

/** The examples are for readers of the document: here they would be half of the file. */
function withoutExample(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('schema' in value && 'example' in value)) return value;
  const { example: _example, ...rest } = value;
  return rest;
}

function current(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
