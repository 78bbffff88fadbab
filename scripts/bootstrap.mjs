// The first program of every npm script: `node scripts/bootstrap.mjs <script.ts> [args...]`.
// It runs on a bare clone, so it uses nothing but Node itself: it checks the Node version, installs the
// packages when they are missing or older than package-lock.json, then runs the script through tsx.
// It knows nothing about what the script does.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const rootDir = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const minimumNode = [20, 19];
/** npm ci on a slow line takes minutes; a lock older than this whose owner cannot be asked is taken over. */
const lockStaleAfterMs = 15 * 60_000;

/** Prints what is wrong and what to type, and ends. */
function fail(message, advice) {
  process.stderr.write(`\n${message}\n${advice ? `  ${advice}\n` : ''}`);
  process.exit(1);
}

function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = minimumNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `kassahook needs Node ${minimumNode.join('.')} or newer; this is ${process.versions.node}.`,
    'Type: nvm install 22 && nvm use 22   (or install a current Node from your system)',
  );
}

function lockFileHash() {
  return createHash('sha256')
    .update(readFileSync(join(rootDir, 'package-lock.json')))
    .digest('hex');
}

/** Our stamp carries the lock file's hash, or npm's own record of an installation by hand is younger than the lock file. */
function packagesAreCurrent() {
  const npmRecord = join(rootDir, 'node_modules', '.package-lock.json');
  const stamp = join(rootDir, 'node_modules', '.kassahook-lock-hash');
  if (!existsSync(npmRecord)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockFileHash()) return true;
  return statSync(npmRecord).mtimeMs >= statSync(join(rootDir, 'package-lock.json')).mtimeMs;
}

function ownerIsAlive(lockDir) {
  try {
    const ownerPid = Number(readFileSync(join(lockDir, 'pid'), 'utf8'));
    process.kill(ownerPid, 0);
    return true;
  } catch (error) {
    if (error.code === 'EPERM') return true;
    if (error.code === 'ESRCH') return false;
    // The pid is not written yet, or the lock has just gone: its age decides.
    return existsSync(lockDir) && Date.now() - statSync(lockDir).mtimeMs < 5_000;
  }
}

/** mkdir is atomic: of two programs that start at once, one installs and the other waits for it. */
async function withInstallLock(work) {
  const lockDir = join(rootDir, '.data', 'install.lock');
  mkdirSync(dirname(lockDir), { recursive: true });
  const waitUntil = Date.now() + lockStaleAfterMs;
  for (;;) {
    try {
      mkdirSync(lockDir);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!ownerIsAlive(lockDir) || Date.now() > waitUntil) rmSync(lockDir, { recursive: true, force: true });
      else await delay(250);
    }
  }
  writeFileSync(join(lockDir, 'pid'), String(process.pid));
  const release = () => rmSync(lockDir, { recursive: true, force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Uses the npm that started us, so that the user's own registry and proxy settings apply unchanged. */
function installPackages() {
  process.stderr.write('Installing packages (npm ci)...\n');
  const npmCli = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npmCli?.endsWith('.js')
    ? spawnSync(process.execPath, [npmCli, ...args], { cwd: rootDir, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: rootDir, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.error || result.status !== 0) {
    fail('Installing the packages failed (see above).', `Type: cd ${rootDir} && npm ci`);
  }
  writeFileSync(join(rootDir, 'node_modules', '.kassahook-lock-hash'), `${lockFileHash()}\n`);
}

/** Runs the script and becomes it as far as signals and the exit code go. */
function run(script, args) {
  // The condition makes our own packages resolve to their sources: a script needs no build.
  const options = ['--conditions=kassahook-source', '--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...options, resolve(script), ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the whole process group, the child included; a second SIGINT from here would read as
  // "the user pressed it twice". So SIGINT is only outlived, and a signal sent to this pid alone is passed on.
  const forward = (signal) => () => {
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward(signal));
  child.on('error', (error) => fail(`Cannot start ${script}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

const [script, ...args] = process.argv.slice(2);
checkNodeVersion();
if (!script) fail('No script given.', 'Type: node scripts/bootstrap.mjs <script.ts> [args...]');
if (!packagesAreCurrent()) {
  await withInstallLock(async () => {
    if (!packagesAreCurrent()) installPackages();
  });
}
run(script, args);
