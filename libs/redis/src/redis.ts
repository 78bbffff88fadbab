import type { Redis } from 'ioredis';
import { AppError, errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { PatientRedis } from './patientRedis.js';

export interface RedisConnectionOptions {
  url: string;
  /** Put before every key. */
  prefix: string;
  logger: Logger;
  /** Limit on one command, in ms. 200: a healthy Redis answers within 1, and whoever waits has a database to ask instead. */
  commandTimeoutMs?: number;
}

/** One connection to Redis that is built again for ever. */
export interface RedisConnection {
  /** For commands. A command fails at once while the connection is down: nothing queues up behind a dead server. */
  client: Redis;
  /**
   * Starts to connect, if nobody has yet, and waits until the connection is up.
   * @throws AppError REDIS_DOWN when it is not up within the command timeout; connecting goes on
   */
  connect(): Promise<void>;
  /** For health checks: connects if need be and asks the server. @throws AppError REDIS_DOWN */
  ping(): Promise<void>;
  isUp(): boolean;
  /** The run of the server that answers now; another one after each start of the server. Null while down. */
  serverId(): string | null;
  /** Drops the connection and builds another: for a server that does not answer on this one. */
  reconnect(): void;
  close(): Promise<void>;
}

const RETRY_DELAY_MAX_MS = 2_000;
/** Parts of the time that connecting may take. */
const CONNECT_PARTS = 8;
/** A process that stops waits no longer for a server that hangs, however long a command may take. */
const CLOSE_LIMIT_MS = 1_000;
/** Length of the part of the server's run id (40 hex digits) that goes into keys: 48 bits never meet by chance. */
const SERVER_ID_LENGTH = 12;
/** Servers that hide INFO (some hosted ones): all processes must agree on the id, so it is a constant. */
const UNKNOWN_SERVER = 'server';

/** Creates the connection; opens no socket before the first command, `connect` or `ping`. */
export function createRedis({
  url,
  prefix,
  logger,
  commandTimeoutMs = 200,
}: RedisConnectionOptions): RedisConnection {
  const closeLimitMs = Math.min(commandTimeoutMs, CLOSE_LIMIT_MS);
  const client = new PatientRedis(url, {
    keyPrefix: prefix,
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    // MGET is batched by its one user, who must know when it is sent; a pipeline would wait for the pipeline before it.
    autoPipeliningIgnoredCommands: ['mget'],
    // A command that was cut off fails; sending it again later would answer a question of long ago.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandTimeoutMs,
    connectTimeout: Math.max(commandTimeoutMs, 3_000),
    disconnectTimeout: closeLimitMs,
    retryStrategy: (attempt) => Math.min(50 * attempt, RETRY_DELAY_MAX_MS),
  });

  let serverId: string | null = null;
  let announced: 'up' | 'down' | null = null;
  let lastError: Error | null = null;
  let closing = false;
  const waiting = new Set<() => void>();

  const isUp = () => client.status === 'ready' && serverId !== null;

  function announceDown(): void {
    if (announced === 'down' || closing) return;
    announced = 'down';
    logger.warn({ code: errorCodeOf(lastError), reason: lastError?.message }, 'redis.down');
  }

  async function onReady(): Promise<void> {
    try {
      serverId = await askServerId(client);
    } catch (error) {
      lastError = toError(error);
      client.disconnect(true);
      return;
    }
    if (client.status !== 'ready') return;
    lastError = null;
    if (announced !== 'up') logger.info({ serverId }, 'redis.up');
    announced = 'up';
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  client.on('error', (error) => {
    lastError = toError(error);
  });
  client.on('ready', () => void onReady());
  client.on('close', () => {
    serverId = null;
    announceDown();
  });

  async function connect(): Promise<void> {
    if (isUp()) return;
    if (client.status === 'wait') client.connect().catch(() => undefined); // its failure arrives as 'error' and 'close'
    await new Promise<void>((resolve, reject) => {
      const onUp = () => {
        clearInterval(timer);
        resolve();
      };
      // A stall of this process, in which it could not see that it is up, counts as one part, however long it is.
      let partsLeft = CONNECT_PARTS;
      const timer = setInterval(() => {
        partsLeft -= 1;
        if (partsLeft > 0) return;
        clearInterval(timer);
        waiting.delete(onUp);
        reject(redisDown(lastError));
      }, commandTimeoutMs / CONNECT_PARTS);
      waiting.add(onUp);
    });
  }

  return {
    client,
    connect,
    isUp,
    serverId: () => (client.status === 'ready' ? serverId : null),
    async ping() {
      await connect();
      await client.ping().catch((error: unknown) => {
        throw redisDown(error);
      });
    },
    reconnect() {
      if (!closing && client.status === 'ready') client.disconnect(true);
    },
    async close() {
      closing = true;
      if (client.status === 'end') return;
      const hasSocket = ['connecting', 'connect', 'ready'].includes(client.status);
      const ended = new Promise<void>((resolve) => {
        if (!hasSocket) return resolve(); // ioredis says 'end' only when a socket closes
        const timer = setTimeout(resolve, 2 * closeLimitMs + 100);
        client.once('end', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      const giveUp = setTimeout(() => client.disconnect(), closeLimitMs);
      if (client.status === 'ready') client.quit().catch(() => client.disconnect());
      else client.disconnect();
      await ended;
      clearTimeout(giveUp);
    },
  };
}

async function askServerId(client: Redis): Promise<string> {
  try {
    const info = await client.info('server');
    return /^run_id:(\w+)/m.exec(info)?.[1]?.slice(0, SERVER_ID_LENGTH) ?? UNKNOWN_SERVER;
  } catch (error) {
    if (isReplyError(error)) return UNKNOWN_SERVER;
    throw error;
  }
}

/** True for an answer of Redis that says no, as against no answer. */
export function isReplyError(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}

/** The one error for "Redis cannot be reached": the same call may succeed later. */
export function redisDown(cause: unknown): AppError {
  return new AppError('Redis is down', { code: 'REDIS_DOWN', status: 503, retryable: true, cause });
}
