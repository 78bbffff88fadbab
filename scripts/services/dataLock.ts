import { join } from 'node:path';
import { withFolderLock } from './folderLock.js';

/** Runs `work` while no other process works on the services of this data folder. */
export function withDataLock<T>(dataDir: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  return withFolderLock(join(dataDir, 'services.lock'), onWait, work);
}
