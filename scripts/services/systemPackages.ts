import { spawn } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withServiceStartSuppressed } from './policyRcD.js';
import { ServiceError, type LogLine } from './types.js';

/** A program that must come from the operating system. */
export interface PackageNeed {
  /** For the message: what is missing. */
  title: string;
  apt: string;
  brew: string;
}

const systemFolders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
];

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a command, or undefined. Looks into the system's folders too: /usr/sbin is not on everybody's PATH. */
export function findOnPath(command: string): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), ...systemFolders]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

/** The entries of a folder, newest version first (`15` after `9`); empty when there is no such folder. */
export function listVersions(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  } catch {
    return [];
  }
}

/**
 * Installs what is missing when this system has apt and we are root.
 * @throws ServiceError with the command to type in every other case
 */
export async function installPackages(needs: readonly PackageNeed[], log: LogLine): Promise<void> {
  if (needs.length === 0) return;
  const titles = needs.map((need) => need.title).join(', ');
  const aptNames = [...new Set(needs.map((need) => need.apt))];
  const aptGet = findOnPath('apt-get');
  if (!aptGet) {
    const brewNames = [...new Set(needs.map((need) => need.brew))].join(' ');
    const advice =
      process.platform === 'darwin'
        ? `Type: brew install ${brewNames}`
        : `Install ${aptNames.join(', ')} with your package manager`;
    throw new ServiceError(`Missing: ${titles}.`, `${advice}   (or start Docker and try again)`);
  }
  const command = `apt-get update && apt-get install -y --no-install-recommends ${aptNames.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new ServiceError(
      `Missing: ${titles}.`,
      `Type: sudo sh -c '${command}'   (or start Docker and try again)`,
    );
  }
  log(`Installing ${aptNames.join(', ')} (apt-get)...`);
  await withServiceStartSuppressed(async () => {
    try {
      await runApt(aptGet, ['update', '-qq']);
      await runApt(aptGet, ['install', '-y', '-qq', '--no-install-recommends', ...aptNames]);
    } catch (error) {
      throw new ServiceError(`Installing ${titles} failed: ${(error as Error).message}`, `Type: ${command}`);
    }
  });
}

/** Another apt may hold the lock (unattended upgrades on a fresh machine): wait for it up to 5 minutes. */
async function runApt(aptGet: string, args: readonly string[]): Promise<void> {
  const child = spawn(aptGet, ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let tail = '';
  const keepTail = (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-2_000);
  };
  child.stdout.on('data', keepTail);
  child.stderr.on('data', keepTail);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`apt-get ${args[0]} ended with ${code}\n${tail.trim()}`);
}
