import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const DIR = join('docs', 'pictures');
/** Every clone carries them, and whoever reads README on a phone loads them all. */
const BYTES_MAX = 300 * 1024;

describe('the pictures of the cabinet', () => {
  it('when README shows them, then each is there, none is left over, and together they are small', () => {
    const shown = [...readFileSync('README.md', 'utf8').matchAll(/docs\/pictures\/([\w.-]+)/g)].map(
      ([, name]) => name,
    );
    const kept = readdirSync(DIR);
    expect(kept.sort()).toEqual([...new Set(shown)].sort());
    expect(kept.length).toBeGreaterThanOrEqual(4);
    const bytes = kept.reduce((sum, name) => sum + statSync(join(DIR, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
  });
});
