import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ServiceError, type LogLine } from './types.js';

/** PostgreSQL refuses to run as root. Root hands it to the user that the system's package created for it. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

const userName = 'postgres';

/** Undefined when we are not root: then the server simply runs as we do. */
export function findPostgresUser(): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${userName}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) {
    throw new ServiceError(
      `PostgreSQL does not run as root and this system has no user "${userName}".`,
      `Type: useradd --system ${userName}   (or run this as an ordinary user)`,
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether the user may walk through every folder above `path`. */
function canReach(path: string, user: PostgresUser): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Where its files are when the data folder cannot be entered: under the system's temporary one, for this data folder alone. */
export function outsidePostgresHome(dataDir: string): string {
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(tmpdir(), `kassahook-${basename(dataDir).replace(/\W/g, '')}-${id}`);
}

/**
 * The folder for PostgreSQL's files: inside the data folder, or, when the postgres user may not walk there (a clone under
 * /root), a folder outside. Creates it with the right owner.
 */
export function makePostgresHome(dataDir: string, user: PostgresUser | undefined, log: LogLine): string {
  mkdirSync(dataDir, { recursive: true });
  let home = join(dataDir, 'postgres');
  if (user) {
    // The data folder itself is ours to open (mkdtemp makes it for its owner only); the folders above it are not.
    chmodSync(dataDir, statSync(dataDir).mode | 0o011);
    if (!canReach(home, user)) {
      home = outsidePostgresHome(dataDir);
      log(`PostgreSQL's user cannot enter ${dataDir}; its files are in ${home}`);
    }
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (user) {
    // In a shared temporary folder somebody else may have been first with that name.
    const { uid } = statSync(home);
    if (uid !== 0 && uid !== user.uid) {
      throw new ServiceError(
        `${home} belongs to another user (${uid}).`,
        `Type: rm -r ${home}   (or set TMPDIR)`,
      );
    }
    chownSync(home, user.uid, user.gid);
  }
  return home;
}
