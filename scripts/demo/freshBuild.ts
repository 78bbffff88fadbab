import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withFolderLock } from '../services/folderLock.js';

export interface BuildTask {
  /** Where the result belongs, e.g. `libs/domain/dist`. Beside it are its lock and, while it is built, what will replace it. */
  outDir: string;
  /** Files and folders that the result is made of, the builder's own among them. */
  sources: readonly string[];
  /** Builds into an empty folder, which is as deep as `outDir`: source maps lead to the sources from both. */
  build: (folder: string) => Promise<void>;
}

/** In the result: what it was made of. */
const STAMP = '.made-of';

/**
 * Builds when the sources are others than those of the result that is there. Processes run from that folder: every file is in its place
 * all the time, the old one or the new one, so that whoever starts or asks meanwhile finds what he needs. Of two builders at once the
 * second waits and finds all done.
 * @returns false when the result was current
 */
export async function buildWhenChanged({ outDir, sources, build }: BuildTask): Promise<boolean> {
  return withFolderLock(
    `${outDir}.lock`,
    () => undefined,
    async () => {
      const hash = await hashOf(sources);
      const stampFile = join(outDir, STAMP);
      if ((await readFile(stampFile, 'utf8').catch(() => null)) === hash) return false;
      const next = `${outDir}.next`;
      await rm(next, { recursive: true, force: true });
      await mkdir(next, { recursive: true });
      await build(next);
      // Killed half-way through, the result counts as old.
      await rm(stampFile, { force: true });
      await replaceFiles(outDir, next);
      await writeFile(stampFile, hash);
      return true;
    },
  );
}

/** Moves every file of `next` over that of `outDir`, then removes what `next` has not. */
async function replaceFiles(outDir: string, next: string): Promise<void> {
  const made = await filesIn(next);
  // What others refer to is there before them: the files of folders before the page that names them.
  made.sort((a, b) => b.split('/').length - a.split('/').length);
  for (const file of made) {
    await mkdir(dirname(join(outDir, file)), { recursive: true });
    await rename(join(next, file), join(outDir, file));
  }
  const kept = new Set(made);
  for (const file of await filesIn(outDir)) if (!kept.has(file)) await rm(join(outDir, file));
  await rm(next, { recursive: true });
}

/** Relative, with slashes, sorted; empty when there is no such folder. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Over names and contents. */
async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const isFolder = (await stat(source)).isDirectory();
    const files = isFolder ? (await filesIn(source)).map((file) => join(source, file)) : [source];
    for (const file of files)
      hash
        .update(`${file}\0`)
        .update(await readFile(file))
        .update('\0');
  }
  return hash.digest('hex');
}
