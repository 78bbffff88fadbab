import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { curlCommand, shellWord } from '../src/pages/deliveries/curlCommand.js';

/** What a shell makes of a command's words, with a function in curl's place. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const { stdout, status } = spawnSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin' },
  });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

const HOSTILE = [
  `it's; rm -rf ~ #`,
  '$(touch /tmp/owned) `id` ${HOME} !!',
  '-K/etc/passwd',
  '@/etc/passwd',
  'a\nb\\n"c"',
  'кофе ☕ № 1',
  "\u001b[31mred\u0007 \\ ' end",
];

describe('curlCommand', () => {
  it('when texts are hostile, then the shell hands them to curl unchanged', () => {
    for (const text of HOSTILE) expect(wordsOf(`curl ${shellWord(text)}`)).toEqual([text]);
  });

  it('when a request is copied, then every word of it arrives, and curl takes nothing for a file or a pattern', () => {
    const body = `{"name":"Кофе 'Арабика' <script>","n":1}`;
    const words = wordsOf(
      curlCommand({
        url: `https://shop.example/hook?a=[1-9]&b='{x,y}'`,
        headers: {
          'webhook-id': 'd1',
          'X-Key': '•••',
          'X-Empty': '',
          'content-length': '12',
          Host: 'shop.example',
        },
        body,
      }),
    );
    expect(words).toEqual([
      ...['-q', '--globoff', '-i', '-X', 'POST'],
      ...['-H', 'webhook-id: d1', '-H', 'X-Key: •••', '-H', 'X-Empty;'],
      ...['--data-raw', body, '--url', `https://shop.example/hook?a=[1-9]&b='{x,y}'`],
    ]);
  });

  it('when a text has control characters, then the command itself has none', () => {
    // eslint-disable-next-line no-control-regex -- that is what it looks for
    expect(shellWord('\u001b]0;owned\u0007\u009b')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});
