// `npm run topology` writes docs/topology.md from the topology data; with `--check` it writes nothing and exits 1
// when the file is not current. Relative imports: the packages' own names lead to `dist`, which may not be built yet.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { printTopology } from '../libs/amqp/src/printTopology.js';
import { topologyFor } from '../libs/amqp/src/topology.js';
import { DEFAULT_LADDER_MS } from '../libs/domain/src/ladder.js';

const file = resolve(process.cwd(), 'docs/topology.md');
const wanted = printTopology(topologyFor({ ladderMs: DEFAULT_LADDER_MS }));

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
  process.stdout.write(`${file} is written\n`);
} else if (current() !== wanted) {
  process.stderr.write('docs/topology.md is not current. Type: npm run topology\n');
  process.exitCode = 1;
}

function current(): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
