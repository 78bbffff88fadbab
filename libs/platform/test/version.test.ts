import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { VERSION } from '@kassahook/platform/version';

it('when the package is released, then the version in the code is the package’s', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});
