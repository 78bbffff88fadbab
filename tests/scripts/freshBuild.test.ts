import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildWhenChanged } from '../../scripts/demo/freshBuild.js';

/*
 * `npm test` beside a running demo emptied the folder that the demo's processes run from: one that was started again in those seconds
 * could not start, and the API had no cabinet to serve.
 */

let root: string;
let outDir: string;
let builds: number;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kassahook-build-'));
  outDir = join(root, 'dist');
  builds = 0;
  await mkdir(join(root, 'src', 'deep'), { recursive: true });
  await source('main', 'one');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const source = (name: string, text: string) => writeFile(join(root, 'src', name), text);
const built = (name: string) => readFile(join(outDir, name), 'utf8');
const SOURCES = () => [join(root, 'src')];

async function copySources(folder: string): Promise<void> {
  builds += 1;
  for (const entry of await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const target = entry.parentPath.replace(join(root, 'src'), folder);
    await mkdir(target, { recursive: true });
    await writeFile(join(target, entry.name), await readFile(join(entry.parentPath, entry.name)));
  }
}
const build = (work = copySources) => buildWhenChanged({ outDir, sources: SOURCES(), build: work });

describe('a build', () => {
  it('when the sources are what they were, then nothing is built; when one was changed, added or removed, then it is', async () => {
    expect(await build()).toBe(true);
    expect(await build()).toBe(false);
    await source('main', 'two');
    expect(await build()).toBe(true);
    await source('deep/other', 'three');
    expect(await build()).toBe(true);
    await rm(join(root, 'src', 'main'));
    expect(await build()).toBe(true);
    expect(builds).toBe(4);
    expect(existsSync(join(outDir, 'main'))).toBe(false);
    expect(await built('deep/other')).toBe('three');
    expect(await build()).toBe(false);
  });

  it('when it is made, then what was there before can be read until it is replaced, and nothing is left beside it', async () => {
    await build();
    await source('main', 'two');
    const during: string[] = [];
    await build(async (folder) => {
      during.push(await built('main'));
      await copySources(folder);
      during.push(await built('main'));
    });
    expect(during).toEqual(['one', 'one']);
    expect(await built('main')).toBe('two');
    expect((await readdir(root)).sort()).toEqual(['dist', 'src']);
  });

  it('when it fails, then the one before stays, and the next try builds again', async () => {
    await build();
    await source('main', 'two');
    await expect(build(() => Promise.reject(new Error('broken source')))).rejects.toThrow('broken source');
    expect(await built('main')).toBe('one');
    expect(await build()).toBe(true);
    expect(await built('main')).toBe('two');
  });

  it('when several are asked for at once, then one is made', async () => {
    const results = await Promise.all([build(), build(), build()]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(builds).toBe(1);
  });
});
