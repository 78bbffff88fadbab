/**
 * `npm run test:fuzz`: schemathesis reads /openapi.json of a composed API on real services and asks it whatever the document allows
 * and does not allow: no answer may be a 5xx, and every answer must be as it is described. Bounded: about three minutes.
 * Options: --examples <n> a phase and operation, --seconds <n> for each of the two callers, --seed <n> repeats a run.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startApi, type ApiHarness } from '../../apps/api/test/apiHarness.js';
import { TOKEN_SCOPES } from '../../libs/contracts/src/tokenScope.js';
import { installSchemathesis } from '../fuzz/schemathesis.js';
import { seed } from '../fuzz/seed.js';
import { createServiceSet } from '../services/serviceSet.js';
import { ServiceError, serviceNames } from '../services/types.js';

const FAILED_LINES_SHOWN = 40;

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

const REGISTER_SCOPES = ['device'] as const;
const OWNER_SCOPES = TOKEN_SCOPES.filter((scope) => scope !== 'device');
const REGISTERS = '^/api/device/';
/** A stream has no end that a fuzzer could wait for. */
const STREAMS = '/stream$';

const BOUNDS = [
  '--checks',
  CHECKS,
  '--phases',
  'examples,coverage,fuzzing,stateful',
  '--request-timeout',
  '20',
  '--continue-on-failure',
  '--generation-database',
  'none',
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

async function fuzz(harness: ApiHarness, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { examples: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  });
  const schemathesis = await installSchemathesis(resolve('.data', 'fuzz'));
  const account = await harness.createAccount();
  await seed(harness, account);
  const url = `http://127.0.0.1:${harness.api.port()}/openapi.json`;
  let faults = await schemathesis.python(VALIDATE, [url]);
  // Two callers: the owner's operations may replace the register's token, so it has one of its own, made after them.
  for (const { scopes, operations, of } of [
    { scopes: OWNER_SCOPES, operations: ['--exclude-path-regex', `${REGISTERS}|${STREAMS}`], of: {} },
    {
      scopes: REGISTER_SCOPES,
      operations: ['--include-path-regex', REGISTERS],
      of: { deviceId: account.deviceId },
    },
  ]) {
    const token = await harness.issue(account.accountId, scopes, of);
    faults += await schemathesis.run([
      'run',
      url,
      '--header',
      `Authorization: Bearer ${token}`,
      ...operations,
      ...BOUNDS,
      '--max-examples',
      values.examples ?? '30',
      '--max-time',
      values.seconds ?? '90',
      ...(values.seed === undefined ? [] : ['--seed', values.seed]),
    ]);
  }
  return faults;
}

async function main(): Promise<void> {
  const dataDir = resolve('.data', 'test');
  mkdirSync(dataDir, { recursive: true });
  const services = createServiceSet({ dataDir, log: (line) => console.log(line), only: serviceNames });
  /** Lines of the API's log that tell of a fault of ours. */
  const faults: string[] = [];
  const logTo = (line: string): void => {
    if ((JSON.parse(line) as { msg: string }).msg === 'http.failed') faults.push(line.trim());
  };
  try {
    Object.assign(process.env, await services.start());
    const harness = await startApi({}, { logTo });
    try {
      const code = await fuzz(harness, process.argv.slice(2));
      for (const line of faults.slice(0, FAILED_LINES_SHOWN)) console.log(line);
      console.log(`${faults.length} answers were our fault`);
      process.exitCode = code === 0 && faults.length === 0 ? 0 : 1;
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
