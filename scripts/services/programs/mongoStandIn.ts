import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { withDataLock } from '../dataLock.js';
import { spawnDetached } from '../detachedProcess.js';
import { portOf, type LocalProgram, type Place } from '../localProgram.js';
import { findOnPath, type PackageNeed } from '../systemPackages.js';
import { ServiceError, type LogLine } from '../types.js';

const run = promisify(execFile);
const rootDir = resolve(fileURLToPath(import.meta.url), '../../../..');
const sourceDir = join(rootDir, 'tools', 'mongo-stand-in');
/** A slow line, and Maven's libraries from nothing. */
const buildTimeoutMs = 600_000;
const mainClass = 'kassahook.MongoStandIn';
const sourceFiles = ['pom.xml', 'src/main/java/kassahook/MongoStandIn.java'];

/**
 * Chosen by measurement. The parallel collector is no faster on 2 cores. netty's checks of each byte that is read cost a tenth.
 * Without the limit of the cached buffers each thread keeps a copy as large as the largest page batch it has written.
 */
const javaOptions = [
  '-Xms128m',
  '-Xmx768m',
  '-Xmn192m',
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Dio.netty.buffer.checkAccessible=false',
  '-Dio.netty.buffer.checkBounds=false',
  '-Djdk.nio.maxCachedBufferSize=1048576',
];
/**
 * The first compiler alone costs 70 µs per inserted document from the first second on. With the second one it is 250 µs at first
 * and 50 in the end, and all in all less from about 30 s of full work on: for `longRun`.
 */
const quickStartOption = '-XX:TieredStopAtLevel=1';

const dataDirOf = (place: Place) => join(place.dataDir, 'mongo-stand-in', 'data');

/** One folder per version of the sources, for all data folders: a running server keeps the classes it was started with. */
async function findBuildDir(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of sourceFiles) hash.update(await readFile(join(sourceDir, file)));
  return join(rootDir, '.data', 'mongo-stand-in', hash.digest('hex').slice(0, 12));
}

/** Compiles it with Maven, which uses the user's own settings and local repository. @returns the class path */
async function build(log: LogLine): Promise<string> {
  const buildDir = await findBuildDir();
  const finished = join(buildDir, 'finished');
  await withDataLock(
    buildDir,
    () => log('MongoDB stand-in: another process is building it...'),
    async () => {
      if (existsSync(finished)) return;
      log('MongoDB stand-in: building it with Maven (the first time this fetches its libraries)...');
      await runMaven(buildDir);
      await writeFile(finished, '');
    },
  );
  return [join(buildDir, 'classes'), join(buildDir, 'lib', '*')].join(delimiter);
}

async function runMaven(buildDir: string): Promise<void> {
  const args = ['-q', '-B', '-f', join(sourceDir, 'pom.xml'), `-DbuildDirectory=${buildDir}`, 'compile'];
  try {
    await run(findOnPath('mvn') ?? 'mvn', args, { timeout: buildTimeoutMs, maxBuffer: 16 << 20 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new ServiceError(
      `Building the MongoDB stand-in failed.\n${(stdout + stderr || String(error)).slice(-2_000)}`,
      `Type: mvn ${args.slice(2).join(' ')}   (or put a mongod on PATH, start Docker, or set MONGO_URL)`,
      { cause: error },
    );
  }
}

function listMissingPackages(): PackageNeed[] {
  const missing: PackageNeed[] = [];
  // On macOS /usr/bin/java exists without a JDK; `mvn` then reports it.
  if (!findOnPath('javac')) missing.push({ title: 'a JDK', apt: 'default-jdk-headless', brew: 'openjdk' });
  if (!findOnPath('mvn')) missing.push({ title: 'Maven', apt: 'maven', brew: 'maven' });
  return missing;
}

/**
 * mongo-java-server with its H2 backend behind MongoDB's wire protocol, for machines where no mongod can be had.
 * @param longRun it will be busy for minutes
 */
export function createMongoStandIn(longRun: boolean): LocalProgram {
  return {
    name: 'mongo',
    origin: 'stand-in',
    portNames: ['main'],
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 20_000,
    readyTimeoutMs: 60_000,
    listMissingPackages,
    async prepare(place) {
      await build(place.log);
      await mkdir(dataDirOf(place), { recursive: true });
    },
    async launch(place) {
      const port = String(portOf(place.ports, 'main'));
      return [
        await spawnDetached({
          command: findOnPath('java') ?? 'java',
          args: [
            ...javaOptions,
            ...(longRun ? [] : [quickStartOption]),
            '-cp',
            await build(place.log),
            mainClass,
            port,
            join(dataDirOf(place), 'store.mv'),
          ],
          env: process.env,
          cwd: dataDirOf(place),
          logFile: place.logFile,
        }),
      ];
    },
    listDataDirs: (place) => [dataDirOf(place)],
    urls: (ports) => ({ MONGO_URL: `mongodb://127.0.0.1:${portOf(ports, 'main')}/kassahook` }),
    async describe(place) {
      const pom = await readFile(join(sourceDir, 'pom.xml'), 'utf8');
      const version = /<mongo-java-server.version>([^<]+)</.exec(pom)?.[1] ?? '';
      return `MongoDB: stand-in mongo-java-server ${version} on 127.0.0.1:${portOf(place.ports, 'main')} (not the real server)`;
    },
  };
}
