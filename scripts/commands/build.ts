import { buildAll } from '../demo/build.js';

await buildAll();
