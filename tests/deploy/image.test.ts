import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SETTINGS, type SettingName } from '@kassahook/platform/env';
import { NODE_FLAGS } from '../../scripts/demo/nodeFlags.js';

const read = (name: string) => readFileSync(join('deploy', name), 'utf8');
const DOCKERFILE = read('Dockerfile');
const [, entryText = ''] = /^ENTRYPOINT (\[.*\])$/m.exec(DOCKERFILE) ?? [];
const entrypoint = JSON.parse(entryText) as [string, ...string[]];

/** Runs the image's own entry point on this machine: without settings a process lists what it lacks, and ends. */
function run(...args: string[]) {
  const [program, ...own] = entrypoint;
  return spawnSync(program, [...own, ...args], { env: { PATH: process.env['PATH'] }, encoding: 'utf8' });
}

describe('the image', () => {
  it.each([['api'], ['notifier'], ['deliverer'], ['api', 'migrate'], ['notifier', 'replayMissing']])(
    'when its argument is %s %s, then that program starts',
    (...args) => {
      const { status, stderr } = run(...args);
      expect(stderr).toMatch(/^ {2}MONGO_URL is missing/m);
      expect(status).toBe(1);
    },
  );

  it('when it starts a process, then with the flags that are measured, and not as root', () => {
    for (const flag of NODE_FLAGS) expect(entryText).toContain(flag);
    expect(DOCKERFILE).toMatch(/^USER node$/m);
    expect(DOCKERFILE).toMatch(/^FROM node:24-/m);
  });
});

describe('the example of a deployment', () => {
  it('when a setting is named in it, then it exists', () => {
    const named = [
      ...[...read('kassahook.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? ''),
      ...[...(/^ENV (.*)$/m.exec(DOCKERFILE)?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(
        ([, name]) => name ?? '',
      ),
    ].filter((name) => name !== 'NODE_ENV');
    expect(named.filter((name) => !(name in SETTINGS))).toEqual([]);
  });

  it('when a setting has no default and is not of the demo, then the example names it', () => {
    const required = (Object.keys(SETTINGS) as SettingName[]).filter(
      (name) => !SETTINGS[name].safeParse(undefined).success && name !== 'API_URL',
    );
    for (const name of required) expect(read('kassahook.env.example')).toMatch(new RegExp(`^${name}=`, 'm'));
  });

  it('when there is a process of production, then it runs in the example', () => {
    const demo = ['cabinet', 'receiver-demo', 'register'];
    const compose = read('docker-compose.prod.yml');
    for (const app of readdirSync('apps').filter((name) => !demo.includes(name)))
      expect(compose).toMatch(new RegExp(`^ {4}command: \\[${app}\\]$`, 'm'));
    expect(compose).toMatch(/^ {4}command: \[api, migrate\]$/m);
  });
});
