/**
 * `npm run test:fuzz`: schemathesis reads /openapi.json of a composed API on real services and asks it whatever the document allows
 * and does not allow: no answer may be a 5xx, and every answer must be as it is described. Bounded: about three minutes.
 * Options: --examples <n> a phase and operation, --seconds <n> for the caller with the most operations, --seed <n> repeats a run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allOperations } from '../../apps/api/src/openapi/allOperations.js';
import type { OpenApiDocument } from '../../apps/api/src/openapi/openApiDocument.js';
import { startApi, type ApiHarness } from '../../apps/api/test/apiHarness.js';
import { OPEN_DOORS } from '../../apps/api/test/browser.js';
import { createAnswerTally } from '../fuzz/answerTally.js';
import { callersOf } from '../fuzz/callers.js';
import { withKnownIds } from '../fuzz/knownIds.js';
import { installSchemathesis } from '../fuzz/schemathesis.js';
import { seed } from '../fuzz/seed.js';
import { createServiceSet } from '../services/serviceSet.js';
import { ServiceError, serviceNames } from '../services/types.js';

/** A fuzzer is one client from one address that never rests: what bounds such a one would be all that it finds. */
const NO_LIMITS = {
  ...OPEN_DOORS,
  RATE_LIMIT_TOKEN_PER_MINUTE: '0',
  RATE_LIMIT_ACCOUNT_PER_MINUTE: '0',
  RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
  RATE_LIMIT_DEVICE_PER_MINUTE: '0',
  // A long poll that waits would use up the time.
  OPERATION_POLL_WAIT_MS: '100',
};
const SECONDS = 90;

/**
 * What every answer is held to. A refusal of what the schema allows is fine: rules that no schema can say are the API's to say.
 * `unsupported_method` is not among them: it takes `PUT /api/products/bulk` for an address of its own, and it is a product's.
 */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join(',');

const BOUNDS = [
  '--checks',
  CHECKS,
  '--phases',
  'examples,coverage,fuzzing,stateful',
  '--request-timeout',
  '20',
  '--continue-on-failure',
  // A redirect is an answer of ours; where it leads is not.
  '--max-redirects',
  '0',
  '--generation-database',
  'none',
  // Callers bring what they authenticate with; made-up keys would be all that is refused.
  '--generation-with-security-parameters',
  'false',
  '--no-color',
] as const;

/** The official schema of OpenAPI 3.1 is part of schemathesis. */
const VALIDATE = `
import json, sys, urllib.request
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
problems = list(OPENAPI_31_VALIDATOR.iter_errors(json.load(urllib.request.urlopen(sys.argv[1]))))
for problem in problems: print(problem)
print(f'the document has {len(problems)} faults by the official schema of OpenAPI 3.1')
sys.exit(1 if problems else 0)
`;

/** The document as text, whose examples speak of what there is. */
async function documentWithIds(harness: ApiHarness, accountId: string): Promise<string> {
  const token = await harness.issue(accountId, ['read', 'account']);
  const { body } = await harness.call('GET', '/openapi.json');
  const { bodyExample } = allOperations.find(({ operationId }) => operationId === 'giveConsent') ?? {};
  const { client_id, redirect_uri } = bodyExample as { client_id: string; redirect_uri: string };
  const made = await harness.call('POST', '/api/oauth2/apps', {
    token,
    body: { name: 'Учёт', redirectUris: [redirect_uri] },
  });
  const { clientId } = made.body as { clientId: string };
  const document = await withKnownIds(
    body as OpenApiDocument,
    async (path) => {
      const { status, body: list } = await harness.call('GET', path, { token });
      if (status !== 200) return [];
      return (Array.isArray(list) ? list : (list as { data: unknown[] }).data) as { id: string }[];
    },
    { named: { client_id: clientId, redirect_uri } },
  );
  return JSON.stringify(document).replaceAll(client_id, clientId);
}

async function fuzz(harness: ApiHarness, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { examples: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  });
  const folder = resolve('.data', 'fuzz');
  const schemathesis = await installSchemathesis(folder);
  const account = await harness.createAccount();
  await seed(harness, account);
  const origin = `http://127.0.0.1:${harness.api.port()}`;
  let faults = await schemathesis.python(VALIDATE, [`${origin}/openapi.json`]);
  const documentFile = join(folder, 'openapi.json');
  writeFileSync(documentFile, await documentWithIds(harness, account.accountId));
  const seconds = Number(values.seconds ?? SECONDS);
  for (const callerOf of callersOf(harness, account)) {
    const { name, headers, operationIds, share } = await callerOf();
    console.log(`\n${name}: ${operationIds.length} operations`);
    faults += await schemathesis.run([
      'run',
      documentFile,
      '--url',
      origin,
      ...headers.flatMap((header) => ['--header', header]),
      ...operationIds.flatMap((id) => ['--include-operation-id', id]),
      ...BOUNDS,
      '--max-examples',
      values.examples ?? '30',
      '--max-time',
      String(Math.ceil(seconds * share)),
      ...(values.seed === undefined ? [] : ['--seed', values.seed]),
    ]);
  }
  return faults;
}

async function main(): Promise<void> {
  const dataDir = resolve('.data', 'test');
  mkdirSync(dataDir, { recursive: true });
  const services = createServiceSet({ dataDir, log: (line) => console.log(line), only: serviceNames });
  const tally = createAnswerTally();
  try {
    Object.assign(process.env, await services.start());
    const harness = await startApi(NO_LIMITS, { logTo: (line) => tally.read(line) });
    try {
      const code = await fuzz(harness, process.argv.slice(2));
      for (const line of tally.report()) console.log(line);
      process.exitCode = code === 0 && tally.faults().length === 0 ? 0 : 1;
    } finally {
      await harness.close();
    }
  } finally {
    await services.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ServiceError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
