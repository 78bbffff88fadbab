import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { spawnDetached } from '../detachedProcess.js';
import { portOf, type LocalProgram, type Place } from '../localProgram.js';
import { findOnPath, type PackageNeed } from '../systemPackages.js';
import { ServiceError } from '../types.js';

const run = promisify(execFile);
const sourceDir = resolve(fileURLToPath(import.meta.url), '../../../../tools/mongo-stand-in');
const mainClass = 'kassahook.MongoStandIn';
const sourceFiles = ['pom.xml', 'src/main/java/kassahook/MongoStandIn.java'];

/**
 * Chosen by measurement, microseconds of CPU per inserted document over the first minute: the first compiler alone 90, with the
 * second 250, which by then has spent more on compiling than it has saved. The parallel collector is no faster on 2 cores. netty's
 * checks of each byte that is read cost a tenth. The heap holds the page cache and the changes since the last checkpoint.
 */
const javaOptions = [
  '-Xms128m',
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dio.netty.buffer.checkAccessible=false',
  '-Dio.netty.buffer.checkBounds=false',
];

const buildDirOf = (place: Place) => join(place.dataDir, 'mongo-stand-in', 'build');
const dataDirOf = (place: Place) => join(place.dataDir, 'mongo-stand-in', 'data');

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of sourceFiles) hash.update(await readFile(join(sourceDir, file)));
  return hash.digest('hex');
}

/** Compiles it with Maven, once per version of its sources. Maven uses the user's own settings and local repository. */
async function build(place: Place): Promise<void> {
  const buildDir = buildDirOf(place);
  const stampFile = join(buildDir, 'sources.sha256');
  const hash = await sourceHash();
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === hash) return;
  place.log('MongoDB stand-in: building it with Maven (the first time this fetches its libraries)...');
  await mkdir(buildDir, { recursive: true });
  try {
    await run(
      findOnPath('mvn') ?? 'mvn',
      [
        '-q',
        '-B',
        '-f',
        join(sourceDir, 'pom.xml'),
        `-DbuildDirectory=${join(buildDir, 'target')}`,
        'package',
      ],
      { timeout: 600_000, maxBuffer: 16 << 20 },
    );
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new ServiceError(
      `Building the MongoDB stand-in failed.\n${(stdout + stderr || String(error)).slice(-2_000)}`,
      `Type: mvn -f ${sourceDir} package   (or put a mongod on PATH, start Docker, or set MONGO_URL)`,
      { cause: error },
    );
  }
  await writeFile(stampFile, hash);
}

function listMissingPackages(): PackageNeed[] {
  const missing: PackageNeed[] = [];
  // On macOS /usr/bin/java exists without a JDK; `mvn` then reports it.
  if (!findOnPath('javac')) missing.push({ title: 'a JDK', apt: 'default-jdk-headless', brew: 'openjdk' });
  if (!findOnPath('mvn')) missing.push({ title: 'Maven', apt: 'maven', brew: 'maven' });
  return missing;
}

/** mongo-java-server with its H2 backend behind MongoDB's wire protocol, for machines where no mongod can be had. */
export function createMongoStandIn(): LocalProgram {
  return {
    name: 'mongo',
    origin: 'stand-in',
    portNames: ['main'],
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 20_000,
    readyTimeoutMs: 60_000,
    listMissingPackages,
    async prepare(place) {
      await build(place);
      await mkdir(dataDirOf(place), { recursive: true });
    },
    async launch(place) {
      const target = join(buildDirOf(place), 'target');
      const jars = (await readdir(join(target, 'lib'))).map((jar) => join(target, 'lib', jar));
      return [
        await spawnDetached({
          command: findOnPath('java') ?? 'java',
          args: [
            ...javaOptions,
            '-cp',
            [join(target, 'classes'), ...jars].join(':'),
            mainClass,
            String(portOf(place.ports, 'main')),
            join(dataDirOf(place), 'mongo.mv'),
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
