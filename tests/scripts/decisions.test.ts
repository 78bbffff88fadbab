import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const FOLDER = 'docs/adr';

describe('the index of decisions', () => {
  it('when there is a page, then the index has its number, title and status', () => {
    const listed = readFileSync(`${FOLDER}/README.md`, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('- ['));
    const pages = readdirSync(FOLDER).filter((file) => /^\d{4}-/.test(file));
    const written = pages.sort().map((file) => {
      const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
      const [, title = ''] = /^# (.+)$/m.exec(text) ?? [];
      const [, status = ''] = /^Status: (.+)$/m.exec(text) ?? [];
      return `- [${file.slice(0, 4)}](${file}) ${title}: ${status}`;
    });
    expect(listed).toEqual(written);
  });
});
