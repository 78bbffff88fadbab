import { liveBatch, type LiveBatch } from '@kassahook/contracts/live';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { liveChannel, WATCHED_KEY } from './keys.js';
import { PatientRedis } from './patientRedis.js';
import type { RedisConnection } from './redis.js';

export interface LiveChannelsOptions {
  url: string;
  /** Put before every key and channel. */
  prefix: string;
  /** For marks: a connection that listens cannot write. */
  redis: RedisConnection;
  clock: Clock;
  logger: Logger;
  onBatch: (accountId: string, batch: LiveBatch) => void;
  /** Told when what is published begins or ceases to arrive. */
  onState: (isUp: boolean) => void;
  /** Limit on one command, ms; never less than a second, because nobody waits for these. */
  commandTimeoutMs?: number;
  /** How often the mark is renewed and the connection is asked, ms. */
  beatMs?: number;
}

/** What is told about the accounts that this process watches: one connection for all of them. */
export interface LiveChannels {
  /** Begins to listen to an account, and marks it as watched. */
  open(accountId: string): void;
  close(accountId: string): void;
  isUp(): boolean;
  stop(): Promise<void>;
}

const BEAT_MS = 5_000;
/** A process that was killed is published to for so long. */
const MARK_MS = 30_000;
const COMMAND_TIMEOUT_MIN_MS = 1_000;
const CLOSE_LIMIT_MS = 1_000;
const RETRY_DELAY_MAX_MS = 2_000;

/**
 * Creates the listening side; opens no socket before the first `open`. The connection is built again for ever; what was published
 * meanwhile is lost, and `onState` says so.
 */
export function createLiveChannels(options: LiveChannelsOptions): LiveChannels {
  const { url, prefix, redis, clock, logger, onBatch, onState, beatMs = BEAT_MS } = options;
  const { commandTimeoutMs = COMMAND_TIMEOUT_MIN_MS } = options;
  const client = new PatientRedis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    commandTimeout: Math.max(COMMAND_TIMEOUT_MIN_MS, commandTimeoutMs),
    disconnectTimeout: CLOSE_LIMIT_MS,
    retryStrategy: (attempt) => Math.min(50 * attempt, RETRY_DELAY_MAX_MS),
  });
  const accounts = new Set<string>();
  const channelOf = (accountId: string) => prefix + liveChannel(accountId);
  const accountOf = (channel: string) => channel.slice(channelOf('').length);
  let isListening = false;
  let isMarked = false;
  let wasUp = false;
  let stopped = false;
  let beating: NodeJS.Timeout | null = null;

  function tellState(): void {
    const isUp = isListening && isMarked;
    if (isUp === wasUp || stopped) return;
    wasUp = isUp;
    if (!isUp) logger.warn('live.down');
    else logger.info('live.up');
    onState(isUp);
  }

  async function mark(accountIds: readonly string[]): Promise<void> {
    if (accountIds.length === 0) return;
    const now = clock.now();
    try {
      await redis.connect();
      await Promise.all([
        redis.client.zadd(WATCHED_KEY, ...accountIds.flatMap((id) => [now + MARK_MS, id])),
        redis.client.zremrangebyscore(WATCHED_KEY, '-inf', now),
        redis.client.pexpire(WATCHED_KEY, 2 * MARK_MS),
      ]);
      isMarked = true;
    } catch (error) {
      logger.debug({ code: errorCodeOf(error) }, 'live.not_marked');
      isMarked = false;
    }
    tellState();
  }

  /** Once: a connection that hangs takes its time to close. */
  function reconnect(): void {
    if (client.status === 'ready') client.disconnect(true);
  }

  /** What does not answer is dropped: the connection that comes next listens to all accounts again. */
  async function listen(accountIds: readonly string[]): Promise<boolean> {
    if (client.status !== 'ready') return false;
    try {
      if (accountIds.length > 0) await client.subscribe(...accountIds.map(channelOf));
      return true;
    } catch (error) {
      logger.debug({ code: errorCodeOf(error) }, 'live.not_subscribed');
      reconnect();
      return false;
    }
  }

  async function beat(): Promise<void> {
    const asked = isListening ? client.ping().catch(reconnect) : null;
    await Promise.all([asked, mark([...accounts])]);
  }

  client.on('error', (error) => logger.debug({ code: errorCodeOf(error) }, 'live.connection'));
  client.on('ready', () => {
    void listen([...accounts]).then((isDone) => {
      isListening = isDone;
      tellState();
    });
  });
  client.on('close', () => {
    isListening = false;
    tellState();
  });
  client.on('message', (channel, text) => onBatch(accountOf(channel), batchOf(text)));

  return {
    open(accountId) {
      accounts.add(accountId);
      if (client.status === 'wait') client.connect().catch(() => undefined);
      else void listen([accountId]);
      void mark([accountId]);
      beating ??= setInterval(() => void beat(), beatMs).unref();
    },
    close(accountId) {
      accounts.delete(accountId);
      if (isListening) client.unsubscribe(channelOf(accountId)).catch(() => undefined);
    },
    isUp: () => isListening && isMarked,
    async stop() {
      stopped = true;
      if (beating) clearInterval(beating);
      if (client.status === 'wait' || client.status === 'end') return;
      const ended = new Promise<void>((resolve) => {
        if (!['connecting', 'connect', 'ready'].includes(client.status)) return resolve();
        const timer = setTimeout(resolve, CLOSE_LIMIT_MS);
        client.once('end', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      client.disconnect();
      await ended;
    },
  };
}

/** What another version of us has told cannot be read, but that something was, can. */
function batchOf(text: string): LiveBatch {
  try {
    return liveBatch.parse(JSON.parse(text));
  } catch {
    return { v: 1, facts: [], more: 1 };
  }
}
