import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** The process's name, on every line. */
  name: string;
  level: string;
  /** Pretty lines for a person; JSON for a machine. */
  pretty: boolean;
}

/** Names of fields that never reach a log, wherever they hang (two levels deep is what our lines have). */
const SECRET_FIELDS = ['secret', 'token', 'password', 'authorization', 'cookie', 'sealedSecrets'];

/** Creates the process's logger: one wide line per unit of work, ids and milliseconds, never a body or a secret. */
export function createLogger({ name, level, pretty }: LoggerOptions): Logger {
  const redact = { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[hidden]' };
  const base = { name, pid: process.pid };
  if (!pretty) return pino({ level, base, redact, timestamp: pino.stdTimeFunctions.isoTime });
  return pino({
    level,
    base,
    redact,
    transport: {
      target: 'pino-pretty',
      options: { translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname', singleLine: true },
    },
  });
}

/** A logger that says nothing: for tests and for code that has nothing to tell. */
export function createSilentLogger(): Logger {
  return pino({ level: 'silent' });
}
