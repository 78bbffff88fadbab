import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';

export const CABINET = join('apps', 'cabinet');
const compress = promisify(brotliCompress);
const PACKED = /\.(js|css|html|svg)$/;
/** 9 of 11: the last two levels take ten times as long for 3 %. */
const QUALITY = 9;

/** Bundles the cabinet into its `dist` and puts a compressed copy beside each text, so that nothing is compressed while somebody waits. */
export async function buildCabinet(): Promise<void> {
  await build({ configFile: join(CABINET, 'vite.config.ts'), logLevel: 'warn' });
  const folder = join(CABINET, 'dist');
  const files = (await readdir(folder, { recursive: true })).filter((file) => PACKED.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(join(folder, file));
      const packed = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
      await writeFile(join(folder, `${file}.br`), packed);
    }),
  );
}
