/** Part of `npm run check`: the cabinet's words are complete in every language, and each of them is said somewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordFaults, type Words } from './wordFaults.js';

const SOURCE = join('apps', 'cabinet', 'src');
const LOCALES = join(SOURCE, 'locales');

function wordsOf(language: string): Words {
  const rooms = readdirSync(join(LOCALES, language)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    rooms.map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as unknown,
    ]),
  );
}

const languages = Object.fromEntries(readdirSync(LOCALES).map((language) => [language, wordsOf(language)]));
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const faults = wordFaults({
  languages,
  sources: files.map((file) => readFileSync(join(SOURCE, file), 'utf8')),
});
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
