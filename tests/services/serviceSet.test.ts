import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withDataLock } from '../../scripts/services/dataLock.js';
import { signalTree, spawnDetached, waitForExit } from '../../scripts/services/detachedProcess.js';
import { readUrlsFromEnvironment, useEnvironmentService } from '../../scripts/services/environmentService.js';
import { withServiceStartSuppressed } from '../../scripts/services/policyRcD.js';
import { choosePorts, isPortFree } from '../../scripts/services/ports.js';
import { withoutPassword } from '../../scripts/services/probes.js';
import { isRunning, listDescendants, markProcess } from '../../scripts/services/processTable.js';
import { readRecord, writeRecord, type ServiceRecord } from '../../scripts/services/stateFile.js';
import { ServiceError } from '../../scripts/services/types.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kassahook-services-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('ports', () => {
  const request = (
    known: Record<string, number>,
    taken: readonly number[] = [],
    reserved = new Set<number>(),
  ) =>
    choosePorts({
      key: '/some/folder/redis',
      names: ['main', 'management'],
      known,
      reserved,
      isFree: (port) => Promise.resolve(!taken.includes(port)),
    });

  it('when a service comes back, then it keeps the ports it had', async () => {
    expect(await request({ main: 20_001, management: 20_002 })).toEqual({ main: 20_001, management: 20_002 });
  });

  it('when a port of the last run is taken, then another one replaces it and the rest stays', async () => {
    const chosen = await request({ main: 20_001, management: 20_002 }, [20_001]);
    expect(chosen.management).toBe(20_002);
    expect(chosen.main).not.toBe(20_001);
  });

  it('when nothing is known, then the same folder gets the same ports, outside of the range of outgoing connections', async () => {
    const chosen = await request({});
    expect(await request({})).toEqual(chosen);
    expect(new Set(Object.values(chosen)).size).toBe(2);
    for (const port of Object.values(chosen)) expect(port).toBeLessThan(32_768);
  });

  it('when several services choose at the same time, then no port is promised twice', async () => {
    const reserved = new Set<number>();
    const chosen = await Promise.all([
      request({}, [], reserved),
      request({}, [], reserved),
      request({}, [], reserved),
    ]);
    expect(new Set(chosen.flatMap((ports) => Object.values(ports))).size).toBe(6);
  });

  it('when somebody listens on a port, then it is not free', async () => {
    const server: Server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  });
});

describe('the record of a service', () => {
  const record: ServiceRecord = {
    name: 'redis',
    origin: 'local',
    description: 'Redis: 7 on 127.0.0.1:20001',
    ports: { main: 20_001 },
    processes: [{ pid: 1, startedAt: '7' }],
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 1_000,
  };

  it('when it is written, then another process reads the same', async () => {
    await writeRecord(folder, record);
    expect(await readRecord(folder, 'redis')).toEqual(record);
    expect(await readRecord(folder, 'mongo')).toBeUndefined();
  });

  it('when the file is broken, then it counts as none', async () => {
    await writeRecord(folder, record);
    await writeFile(join(folder, 'services', 'redis.json'), '{"name":"redis","por');
    expect(await readRecord(folder, 'redis')).toBeUndefined();
  });
});

describe('processes', () => {
  it('when a server and its child are killed, then both are gone and their marks say so', async () => {
    const mark = await spawnDetached({
      command: '/bin/sh',
      args: ['-c', 'sleep 600 & wait'],
      env: process.env,
      cwd: folder,
      logFile: join(folder, 'logs', 'shell.log'),
    });
    let children = await listDescendants(mark.pid);
    while (children.length === 0) children = await listDescendants(mark.pid);
    await signalTree(mark, 'SIGKILL');
    expect(await isRunning(mark)).toBe(false);
    for (const child of children) expect(await waitForExit(child, 5_000)).toBe(true);
  });

  it('when a process id belongs to somebody else by now, then the mark is not running', async () => {
    const own = await markProcess(process.pid);
    expect(own && (await isRunning(own))).toBe(true);
    expect(await isRunning({ pid: process.pid, startedAt: 'another time' })).toBe(false);
  });
});

describe('the lock of a data folder', () => {
  it('when two want it, then one works after the other', async () => {
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${name} ends`);
    };
    await Promise.all([
      withDataLock(folder, () => undefined, work('a')),
      withDataLock(folder, () => undefined, work('b')),
    ]);
    expect(steps[1]).toBe(steps[0]?.replace('begins', 'ends'));
    expect(steps).toHaveLength(4);
  });

  it('when its owner was killed, then it is taken over', async () => {
    await withDataLock(
      folder,
      () => undefined,
      () =>
        writeFile(
          join(folder, 'services.lock', 'owner.json'),
          JSON.stringify({ pid: process.pid, startedAt: 'long ago' }),
        ).then(() =>
          withDataLock(
            folder,
            () => undefined,
            () => Promise.resolve(),
          ),
        ),
    );
    await expect(stat(join(folder, 'services.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the suppression of service starts while packages are installed', () => {
  it('when there was no policy, then there is one during the work and none after it', async () => {
    const path = join(folder, 'policy-rc.d');
    const during = await withServiceStartSuppressed(() => readFile(path, 'utf8'), path);
    expect(during).toContain('exit 101');
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('when the administrator has a policy and the work fails, then that policy is back', async () => {
    const path = join(folder, 'policy-rc.d');
    await writeFile(path, '#!/bin/sh\nexit 0\n', { mode: 0o700 });
    await expect(
      withServiceStartSuppressed(() => Promise.reject(new Error('no network')), path),
    ).rejects.toThrow('no network');
    expect(await readFile(path, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('when an earlier run was killed in the middle, then the next one puts the policy back', async () => {
    const path = join(folder, 'policy-rc.d');
    const ours = await withServiceStartSuppressed(() => readFile(path, 'utf8'), path);
    await writeFile(path, ours);
    await writeFile(`${path}.before-kassahook`, 'the administrator’s');
    await withServiceStartSuppressed(() => Promise.resolve(), path);
    expect(await readFile(path, 'utf8')).toBe('the administrator’s');
  });
});

describe('the environment', () => {
  it('when it names a server, then its URLs are taken, and none when it does not', () => {
    const env = { RABBITMQ_URL: 'amqp://a', RABBITMQ_MANAGEMENT_URL: 'http://b', REDIS_URL: '' };
    expect(readUrlsFromEnvironment('rabbitmq', env)).toEqual({
      RABBITMQ_URL: 'amqp://a',
      RABBITMQ_MANAGEMENT_URL: 'http://b',
    });
    expect(readUrlsFromEnvironment('redis', env)).toBeUndefined();
  });

  it('when nothing answers there, then the error names the variable, says what to type, and hides the password', async () => {
    const error: unknown = await useEnvironmentService('redis', {
      REDIS_URL: 'redis://user:secret@127.0.0.1:1',
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(String(error)).toMatch(/REDIS_URL is set to redis:\/\/user@127\.0\.0\.1:1.*\n.*unset REDIS_URL/);
    expect(String(error)).not.toContain('secret');
  });

  it('when a URL is shown, then its password is not', () => {
    expect(withoutPassword('postgres://a:b@h:1/d')).toBe('postgres://a@h:1/d');
    expect(withoutPassword('redis://h:1')).toBe('redis://h:1');
  });
});
