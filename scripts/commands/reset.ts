/** `npm run reset`: stops everything and deletes the data folder: databases, keys, logs, tokens of the demo. */
import { demoPaths } from '../demo/demoPaths.js';
import { stopDemo } from '../demo/stopDemo.js';
import { deleteAll } from '../services/serviceSet.js';

await stopDemo();
await deleteAll(demoPaths.dataDir);
console.log(`deleted ${demoPaths.dataDir}`);
