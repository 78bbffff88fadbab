import { whole } from './settingForms.js';

/** The settings of live streams and inspectors. */
export const LIVE_SETTINGS = {
  STREAMS_PER_ACCOUNT_MAX: whole(1, 10_000)
    .default(20)
    .describe('live streams that an account may have open at once, in each API process'),
  STREAMS_MAX: whole(1, 100_000).default(2_000).describe('live streams that an API process serves at once'),
  STREAM_RECHECK_MS: whole(100, 30_000)
    .default(25_000)
    .describe('how often a live stream asks whether its session or token still holds'),
} as const;
