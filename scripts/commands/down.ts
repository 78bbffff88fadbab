/** `npm run down`: stops what `npm run up` started, also when it was started detached or killed. */
import { stopDemo } from '../demo/stopDemo.js';

await stopDemo();
