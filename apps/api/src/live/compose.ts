import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import type { Logger } from '@kassahook/platform/logger';
import type { Metrics } from '@kassahook/platform/metrics';
import { createLiveChannels } from '@kassahook/redis/liveChannels';
import { createLivePublisher, WATCHED_WITHIN_MS } from '@kassahook/redis/livePublisher';
import { createLiveTellers } from '@kassahook/redis/liveTellers';
import type { RedisConnection } from '@kassahook/redis/redis';
import { createLiveHub, type LiveHub } from './liveHub.js';

export const LIVE_SETTING_NAMES = [
  'REDIS_URL',
  'REDIS_PREFIX',
  'REDIS_COMMAND_TIMEOUT_MS',
  'STREAMS_PER_ACCOUNT_MAX',
  'STREAMS_MAX',
  'STREAM_RECHECK_MS',
] as const satisfies readonly SettingName[];

export interface ComposeLive {
  settings: Settings<(typeof LIVE_SETTING_NAMES)[number]>;
  redis: RedisConnection;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

/** Live streams, put together: what workers publish in Redis → one connection of this process → the streams that are open. */
export function composeLive({ settings, redis, clock, logger, metrics }: ComposeLive) {
  const channels = createLiveChannels({
    url: settings.REDIS_URL,
    prefix: settings.REDIS_PREFIX,
    commandTimeoutMs: settings.REDIS_COMMAND_TIMEOUT_MS,
    redis,
    clock,
    logger,
    onBatch: (accountId, batch) => hub.onBatch(accountId, batch),
    onState: (isUp) => hub.onState(isUp),
  });
  const hub: LiveHub = createLiveHub({
    channels,
    watchedWithinMs: WATCHED_WITHIN_MS,
    watchersPerAccountMax: settings.STREAMS_PER_ACCOUNT_MAX,
    watchersMax: settings.STREAMS_MAX,
    clock,
  });
  const open = metrics.gauge('live_streams', 'live streams that are open');
  metrics.beforeScrape(() => {
    open.set(hub.size());
    return Promise.resolve();
  });
  const publisher = createLivePublisher({ redis, clock });
  return {
    hub,
    recheckMs: settings.STREAM_RECHECK_MS,
    publisher,
    tellers: createLiveTellers(publisher, clock),
    async close() {
      await publisher.close();
      await channels.stop();
    },
  };
}
