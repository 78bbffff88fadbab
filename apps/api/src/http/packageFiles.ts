import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Reads files of an installed package, each once.
 * @param packageName found from the program that runs, as its own imports are: the working directory may be any
 * @param folder of the package, when not the package itself
 * @param program the running program's file; `process.argv[1]` of a process
 */
export function createPackageFiles({
  packageName,
  folder = '',
  program,
}: {
  packageName: string;
  folder?: string;
  program: string;
}) {
  const files = new Map<string, Promise<Buffer>>();

  async function readFromPackage(name: string): Promise<Buffer> {
    const manifest = createRequire(program).resolve(`${packageName}/package.json`);
    return readFile(join(dirname(manifest), folder, name));
  }

  return function packageFile(name: string): Promise<Buffer> {
    const known = files.get(name);
    if (known) return known;
    const read = readFromPackage(name);
    files.set(name, read);
    // What could not be read once may be there later.
    read.catch(() => files.delete(name));
    return read;
  };
}
