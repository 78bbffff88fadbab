/** `npm run reset`: stops everything and deletes the data folder: databases, keys, logs, tokens of the demo. */
import { rmSync } from 'node:fs';
import { demoPaths } from '../demo/demoPaths.js';
import { stopDemo } from '../demo/stopDemo.js';

await stopDemo();
rmSync(demoPaths.dataDir, { recursive: true, force: true });
console.log(`deleted ${demoPaths.dataDir}`);
