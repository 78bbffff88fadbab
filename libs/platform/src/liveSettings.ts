import { z } from 'zod';
import { url, whole } from './settingForms.js';

/** The settings of live streams and inspectors. */
export const LIVE_SETTINGS = {
  STREAMS_PER_ACCOUNT_MAX: whole(1, 10_000)
    .default(20)
    .describe('live streams that an account may have open at once, in each API process'),
  STREAMS_MAX: whole(1, 100_000).default(2_000).describe('live streams that an API process serves at once'),
  STREAM_RECHECK_MS: whole(100, 30_000)
    .default(25_000)
    .describe('how often a live stream asks whether its session or token still holds'),
  INSPECTOR_URL: z
    .union([z.literal(''), url('http', 'https')])
    .default('')
    .describe('where senders reach inspectors, best an origin of its own; blank: where the API is'),
  INSPECTORS_PER_ACCOUNT_MAX: whole(1, 1_000).default(20).describe('inspectors that an account may have'),
  INSPECTOR_REQUESTS_MAX: whole(1, 10_000)
    .default(200)
    .describe('requests that an inspector keeps: the newest'),
  INSPECTOR_BYTES_MAX: whole(100_000, 100_000_000)
    .default(4_000_000)
    .describe('what the requests that an inspector keeps may take together'),
  INSPECTOR_AGE_HOURS: whole(1, 168).default(24).describe('how long an inspector keeps a request'),
  INSPECTOR_REQUESTS_PER_MINUTE: whole(6, 100_000)
    .default(600)
    .describe('requests that an inspector takes in a minute; more are answered 429'),
} as const;
