import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';

/*
 * The code that the cabinet offers to receivers, run by each language whose interpreter is at hand. A program around the snippet reads
 * cases from a file and writes what the snippet said of each.
 */

interface Language {
  file: string;
  /** What is called. */
  name: string;
  /** Around the snippet, in a file of its own. */
  main: { file: string; text: string };
  command: readonly [string, ...string[]];
  /** Arguments that compile it first: the cases are made after it, because their times must be now. */
  compile?: readonly string[];
  version: string;
}

const LANGUAGES: readonly Language[] = [
  {
    file: 'verify.mjs',
    name: 'node',
    version: '--version',
    command: ['node', 'main.mjs'],
    main: {
      file: 'main.mjs',
      text: `import { readFileSync } from 'node:fs';
import { isSigned } from './verify.mjs';
const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
console.log(JSON.stringify(cases.map(({ secret, headers, body }) => isSigned(secret, headers, Buffer.from(body)))));`,
    },
  },
  {
    file: 'verify.php',
    name: 'php',
    version: '--version',
    command: ['php', 'main.php'],
    main: {
      file: 'main.php',
      text: `<?php
require 'verify.php';
$cases = json_decode(file_get_contents('cases.json'), true);
echo json_encode(array_map(fn($one) => is_signed($one['secret'], $one['headers'], $one['body']), $cases));`,
    },
  },
  {
    file: 'verify.py',
    name: 'python3',
    version: '--version',
    command: ['python3', 'main.py'],
    main: {
      file: 'main.py',
      text: `import json
from verify import is_signed
cases = json.load(open("cases.json", encoding="utf-8"))
print(json.dumps([is_signed(one["secret"], one["headers"], one["body"].encode()) for one in cases]))`,
    },
  },
  {
    file: 'verify.go',
    name: 'go',
    version: 'version',
    compile: ['build', '-o', 'checker', 'main.go', 'verify.go'],
    command: ['./checker'],
    main: {
      file: 'main.go',
      text: `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

func main() {
	text, _ := os.ReadFile("cases.json")
	var cases []struct {
		Secret  string
		Headers map[string]string
		Body    string
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		panic(err)
	}
	said := []bool{}
	for _, one := range cases {
		header := http.Header{}
		for name, value := range one.Headers {
			header.Set(name, value)
		}
		said = append(said, IsSigned(one.Secret, header, []byte(one.Body)))
	}
	answer, _ := json.Marshal(said)
	fmt.Println(string(answer))
}`,
    },
  },
];

const SNIPPETS = join(__dirname, '..', 'src', 'pages', 'events', 'snippets');
const isAtHand = ({ name, version }: Language): boolean =>
  spawnSync(name, [version], { timeout: 30_000 }).status === 0;
const atHand = LANGUAGES.filter(isAtHand);
/** The Go compiler, cold, on a machine with other work. */
const RUN_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'kassahook-snippets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the code that checks signatures', () => {
  it('when languages are looked for, then Node is among those that run', () => {
    expect(atHand.map(({ name }) => name)).toContain('node');
  });

  it.each(atHand.map((language) => [language.name, language] as const))(
    'when %s checks requests, then it takes what we signed and nothing else',
    (name, { file, main, compile, command }) => {
      copyFileSync(join(SNIPPETS, `${file}.txt`), join(folder, file));
      writeFileSync(join(folder, main.file), main.text);
      if (compile) {
        const { status, stderr } = spawnSync(name, compile, { cwd: folder, timeout: RUN_MS });
        expect([status, String(stderr)]).toEqual([0, '']);
      }
      const cases = signedCases();
      writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
      const { stdout, stderr } = spawnSync(command[0], command.slice(1), {
        cwd: folder,
        encoding: 'utf8',
        timeout: RUN_MS,
      });
      const said = stdout.trim() === '' ? stderr : (JSON.parse(stdout) as boolean[]);
      const names = (taken: unknown): string[] =>
        cases.filter((_one, place) => (taken as boolean[])[place]).map(({ what }) => what);
      expect([typeof said, names(said)]).toEqual([
        'object',
        cases.filter(({ isOurs }) => isOurs).map(({ what }) => what),
      ]);
    },
    RUN_MS,
  );
});

function signedCases() {
  const secret = newWebhookSecret(randomBytes);
  const other = newWebhookSecret(randomBytes);
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const body = '{"action":"CREATE","type":"RECEIPT","data":{"name":"Чай «Липа» \\u003cb\\u003e"}}';
  const sign = (secrets: readonly string[], ageSeconds = 0) => ({
    ...signatureHeaders({ id: 'msg_1', timestampSeconds: nowSeconds - ageSeconds, body, secrets }),
  });
  const ours = { secret, body };
  return [
    { what: 'ours', isOurs: true, ...ours, headers: sign([secret]) },
    { what: 'the older of two secrets', isOurs: true, ...ours, headers: sign([other, secret]) },
    { what: 'four minutes old', isOurs: true, ...ours, headers: sign([secret], 240) },
    { what: 'six minutes old', isOurs: false, ...ours, headers: sign([secret], 360) },
    { what: 'from the future', isOurs: false, ...ours, headers: sign([secret], -360) },
    { what: 'another secret', isOurs: false, ...ours, headers: sign([other]) },
    { what: 'a changed body', isOurs: false, secret, body: `${body} `, headers: sign([secret]) },
    {
      what: 'another id',
      isOurs: false,
      ...ours,
      headers: { ...sign([secret]), 'webhook-id': 'msg_2' },
    },
    {
      what: 'a time that is no number',
      isOurs: false,
      ...ours,
      headers: { ...sign([secret]), 'webhook-timestamp': 'now' },
    },
    { what: 'no headers', isOurs: false, ...ours, headers: {} },
  ];
}
