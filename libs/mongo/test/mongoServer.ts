import { execFileSync } from 'node:child_process';

/** Which server the tests talk to. */
export interface MongoServer {
  /** For titles. */
  name: string;
  /** Does it tell its plans? The stand-in does not. */
  explains: boolean;
}

const ASK = `
  const { MongoClient } = require('mongodb');
  (async () => {
    const client = await new MongoClient(process.env.MONGO_URL, { serverSelectionTimeoutMS: 4000 }).connect();
    const { version } = await client.db().command({ buildInfo: 1 });
    const explains = await client.db().command({ explain: { find: 'nothing' } }).then(() => true, () => false);
    console.log(JSON.stringify({ name: (explains ? 'MongoDB ' : 'the stand-in, MongoDB ') + version, explains }));
    await client.close();
  })();
`;

/** Asks it while the file is being loaded: the titles of its tests name it, and jest wants them before anything asynchronous. */
export function askMongoServer(): MongoServer {
  const answer = execFileSync(process.execPath, ['-e', ASK], { encoding: 'utf8', timeout: 20_000 });
  return JSON.parse(answer) as MongoServer;
}
