/**
 * `npm run bench:lists`: what a bulk of 1000 products and pages of long lists take, over HTTP, on services and processes of its own. Some
 * three minutes once they are up. `-- --receipts 100000` puts fewer receipts into the journal: the stand-in for MongoDB has no index but unique ones, and
 * reads as long as there are.
 */
import { parseArgs } from 'node:util';
import { ServiceError } from '../scripts/services/types.js';
import { openHouse } from './house.js';
import { measureLists, printLists } from './lists.js';

const { values: options } = parseArgs({
  options: {
    products: { type: 'string', default: '1000000' },
    receipts: { type: 'string', default: '1000000' },
  },
});
const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const house = await openHouse({ deliverers: 0, profileDir: null, say });
  try {
    for (const service of house.services) say(service);
    const { apiUrl, env } = house;
    const rows = { products: Number(options.products), receipts: Number(options.receipts) };
    const times = await measureLists({ apiUrl, env, rows, startApi: () => house.startApps(), say });
    say(`\n${printLists(times)}`);
  } finally {
    await house.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ServiceError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
