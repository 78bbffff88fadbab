import { join, resolve } from 'node:path';

/** Where the demo keeps what it needs; everything is under `.data`, so that deleting the folder is a fresh start. */
const dataDir = resolve('.data');
export const demoPaths = {
  dataDir,
  logsDir: join(dataDir, 'logs'),
  pidsDir: join(dataDir, 'pids'),
  /** For scripts: addresses, logins and tokens of the demo. */
  demoFile: join(dataDir, 'demo.json'),
  /** The key that seals webhook secrets; without it the stored secrets cannot be read. */
  keysFile: join(dataDir, 'secret-keys'),
  /** Process id of the running `npm run up`, and whether it is ready. */
  stateFile: join(dataDir, 'up.json'),
  registerStateFile: join(dataDir, 'register.json'),
};
