import { randomBytes } from 'node:crypto';
import closeWithGrace from 'close-with-grace';
import { describeSettings, readSettings, SettingsError, type SettingName, type Settings } from './env.js';
import { toError } from './errors.js';
import { createLogger, type Logger } from './logger.js';
import { createMetrics, type Metrics } from './metrics.js';
import { startOpsServer, type Check } from './opsServer.js';

/** What every process has, whatever it does. */
export const PROCESS_SETTINGS = [
  'HOST',
  'OPS_PORT',
  'LOG_LEVEL',
  'LOG_PRETTY',
  'WORKER_NAME',
  'SHUTDOWN_TIMEOUT_MS',
] as const satisfies readonly SettingName[];

/** What a composition root gets. */
export interface ComposeContext<Name extends SettingName> {
  settings: Settings<Name | (typeof PROCESS_SETTINGS)[number]>;
  logger: Logger;
  metrics: Metrics;
  /** This process's name in attempts, logs and leases: no other process has it. */
  worker: string;
  /** To be called when the process cannot go on: it drains, closes and exits with 1, so that its supervisor starts a new one. */
  fail: (error: Error) => void;
}

/** What a composition root returns. Nothing is opened before `start`. */
export interface Composed {
  /** Waits for dependencies, as long as it takes, then takes work. */
  start(signal: AbortSignal): Promise<void>;
  /** Stops the intake, drains, closes in reverse order of opening. */
  stop(): Promise<void>;
  checks: Readonly<Record<string, Check>>;
}

export interface ProcessDefinition<Name extends SettingName> {
  name: string;
  settings: readonly Name[];
  compose: (context: ComposeContext<Name>) => Composed;
}

/**
 * Runs a process: settings (all mistakes at once, exit 1 before any socket), log, metrics and health, start, and on SIGTERM,
 * SIGINT or a fault: stop within SHUTDOWN_TIMEOUT_MS, else a forced exit that names the cause.
 */
export async function runProcess<Name extends SettingName>(
  definition: ProcessDefinition<Name>,
): Promise<void> {
  const settings = settingsOrExit([...definition.settings, ...PROCESS_SETTINGS]);
  const worker = settings.WORKER_NAME || nameOfItsOwn(definition.name);
  const logger = createLogger({
    name: definition.name,
    level: settings.LOG_LEVEL,
    pretty: settings.LOG_PRETTY,
  });
  const metrics = createMetrics({ process: definition.name, defaults: true });
  const starting = new AbortController();
  let serving = false;
  const composed = definition.compose({ settings, logger, metrics, worker, fail });
  const ops = await startOpsServer({
    host: settings.HOST,
    port: settings.OPS_PORT,
    metrics,
    checks: composed.checks,
    isServing: () => serving,
  });
  const onTimeout = (delayMs: number): void => logger.fatal({ delayMs }, 'process.drain_timed_out');
  closeWithGrace(
    { delay: settings.SHUTDOWN_TIMEOUT_MS, logger: false, onTimeout },
    async ({ signal, err }) => {
      serving = false;
      starting.abort(new Error('the process stops'));
      if (err) logger.fatal({ err }, 'process.failed');
      logger.info({ signal: signal ?? null }, 'process.stopping');
      await composed.stop();
      await ops.close();
      logger.info('process.stopped');
    },
  );
  logger.info({ opsPort: ops.port, worker, settings: describeSettings(settings) }, 'process.starting');
  try {
    await composed.start(starting.signal);
    serving = true;
    logger.info('process.ready');
  } catch (error) {
    if (!starting.signal.aborted) fail(toError(error));
  }
}

/** In containers every first process is number 1; and customers see the name in their attempts, so it says nothing of the machine. */
function nameOfItsOwn(name: string): string {
  return `${name}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Thrown outside any promise, an error takes the road of every other fault: drain, close, exit 1. */
function fail(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

function settingsOrExit<Name extends SettingName>(names: readonly Name[]): Settings<Name> {
  try {
    return readSettings(names);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
