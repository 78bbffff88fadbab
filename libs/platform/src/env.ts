import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { DEFAULT_LADDER_MS, ladderProblem, type Ladder } from '@kassahook/domain/ladder';
import { ACCESS_SETTINGS } from './accessSettings.js';
import { DEMO_SETTINGS } from './demoSettings.js';
import { LIVE_SETTINGS } from './liveSettings.js';
import { OPERATION_SETTINGS } from './operationSettings.js';
import { UPKEEP_SETTINGS } from './upkeepSettings.js';
import { flag, list, url, whole } from './settingForms.js';

/** Not `url`: the members of a replica set are listed with commas, `a:27017,b:27017`, which WHATWG's URL refuses. The driver reads it. */
const mongoUrl = z.string().regex(/^mongodb(\+srv)?:\/\/./, {
  message: 'must be a URL that starts with mongodb:// or mongodb+srv://',
});

const ladder = z.string().transform((text, context): Ladder => {
  const rungs = text.split(',').map(Number);
  const problem = ladderProblem(rungs);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  return rungs;
});

const cidrs = list.superRefine((items, context) => {
  for (const item of items.filter((text) => !isCidr(text))) {
    context.addIssue({ code: 'custom', message: `"${item}" is not an address range such as 127.0.0.0/8` });
  }
});

/** As strict as the sender's address policy: no short or octal forms, no zones. */
function isCidr(text: string): boolean {
  if (!/^(?:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}|[\da-f:.]*:[\da-f:.]*)\/\d{1,3}$/i.test(text)) return false;
  try {
    ipaddr.parseCIDR(text);
    return true;
  } catch {
    return false;
  }
}

const portRanges = list.transform((items, context) =>
  items.map((item): readonly [number, number] => {
    const [from = Number.NaN, to = from] = item.split('-').map(Number);
    if (!(from >= 1 && to >= from && to <= 65_535)) {
      context.addIssue({ code: 'custom', message: `"${item}" is not a port or a range such as 8000-9999` });
    }
    return [from, to];
  }),
);

/** `id:base64key,id2:base64key2`: the first key seals, all of them open. */
const secretKeys = list.transform((items, context): Record<string, string> => {
  const entries = items.map((item): [string, string] => {
    const colon = item.indexOf(':');
    const [id, key] = [item.slice(0, colon), item.slice(colon + 1)];
    if (!/^[\w-]{1,32}$/.test(id) || Buffer.from(key, 'base64').length !== 32) {
      context.addIssue({ code: 'custom', message: 'each key must be id:base64 of 32 bytes' });
    }
    return [id, key];
  });
  if (entries.length === 0) context.addIssue({ code: 'custom', message: 'needs at least one key' });
  return Object.fromEntries(entries);
});

/** Every setting of every process: its form, its default and what it is for. docs/settings.md is printed from the descriptions. */
export const SETTINGS = {
  POSTGRES_URL: url('postgres', 'postgresql').describe('Postgres: accounts, webhooks, devices, products'),
  MONGO_URL: mongoUrl.describe('MongoDB: journals, events, attempts; the path names the database'),
  REDIS_URL: url('redis', 'rediss').describe('Redis: cache of subscriptions'),
  REDIS_PREFIX: z.string().max(64).default('kassahook:').describe('prefix of every Redis key'),
  REDIS_COMMAND_TIMEOUT_MS: whole(10, 10_000)
    .default(200)
    .describe('ms that Redis may take for one command; after it, work goes on as if Redis were down'),
  RABBITMQ_URL: url('amqp', 'amqps').describe('RabbitMQ; the path names the virtual host'),
  RABBITMQ_MANAGEMENT_URL: url('http', 'https')
    .default('http://guest:guest@127.0.0.1:15672')
    .describe('RabbitMQ’s management API: only tests and scripts use it'),
  SECRET_KEYS: secretKeys.describe(
    'keys that seal webhook secrets: id:base64 of 32 bytes, the first one seals',
  ),
  HOST: z.string().default('127.0.0.1').describe('address that HTTP servers listen on'),
  API_PORT: whole(0, 65_535).default(8080).describe('port of the API; 0 takes a free one'),
  OPS_PORT: whole(0, 65_535).default(0).describe('port of /health and /metrics; 0 takes a free one'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('log level'),
  LOG_PRETTY: flag
    .or(z.literal('auto'))
    .default('auto')
    .describe('lines for a person instead of JSON; auto: when the output is a terminal'),
  WORKER_NAME: z
    .string()
    .max(64)
    .default('')
    .describe(
      'name of this process in attempts, logs and leases, which no other process may have; default name-pid-random',
    ),
  SHUTDOWN_TIMEOUT_MS: whole(100, 600_000).default(15_000).describe('limit on a drain after SIGTERM'),
  LADDER_MS: ladder
    .default(DEFAULT_LADDER_MS)
    .describe('delays of the tiers in ms; another list declares other queues'),
  WEBHOOKS_PER_ACCOUNT_MAX: whole(1, 10_000).default(100).describe('webhooks that an account may have'),
  OUTGOING_ALLOWED_CIDRS: cidrs
    .default([])
    .describe('private ranges that webhooks may point at; for tests and demos only'),
  OUTGOING_PORTS: portRanges
    .default([
      [80, 80],
      [443, 443],
      [8000, 9999],
    ])
    .describe('ports that webhooks may use, e.g. 80,443,8000-9999'),
  DOCS_URL: z
    .string()
    .default('https://github.com/kassahook/kassahook')
    .describe('address in the user agent'),
  DELIVERER_PREFETCH_FIRST: whole(1, 5_000)
    .default(200)
    .describe('messages of first attempts (up to 32 each) that a deliverer holds at once'),
  DELIVERER_CONCURRENCY_MAX: whole(1, 5_000)
    .default(200)
    .describe('first attempts that a deliverer makes at once'),
  DELIVERER_PREFETCH_RETRY: whole(1, 5_000).default(50).describe('retries that a deliverer holds at once'),
  DELIVERER_PREFETCH_PACED: whole(1, 5_000)
    .default(500)
    .describe('attempts near their turn at their webhook’s rate that a deliverer holds at once'),
  DELIVERER_PREFETCH_BATCH: whole(1, 5_000)
    .default(1_000)
    .describe('messages (up to 32 events each) for webhooks with batches that a deliverer holds at once'),
  DELIVERERS_EXPECTED: whole(1, 1_000)
    .default(2)
    .describe('deliverers that share a webhook’s rate while Redis cannot be asked'),
  RATE_WAIT_LIMIT_MS: whole(1_000, 604_800_000)
    .default(86_400_000)
    .describe('how long an attempt may wait for its webhook’s rate before it counts as failed'),
  ENDPOINT_CONCURRENCY_MAX: whole(1, 1_000)
    .default(20)
    .describe('requests in flight per endpoint and worker'),
  PARK_LIMIT_MS: whole(1_000, 86_400_000)
    .default(3_600_000)
    .describe('how long an attempt may stay parked before it counts as failed'),
  BREAKER_FAILURES: whole(1, 1_000).default(10).describe('failures in a row that open an endpoint’s breaker'),
  RELAY_AGE_MS: whole(100, 3_600_000)
    .default(5_000)
    .describe('age at which the relay publishes what is still in an outbox'),
  RELAY_INTERVAL_MS: whole(50, 3_600_000)
    .default(1_000)
    .describe('how often the relay looks into the outboxes'),
  ...OPERATION_SETTINGS,
  ...UPKEEP_SETTINGS,
  ...DEMO_SETTINGS,
  ...ACCESS_SETTINGS,
  ...LIVE_SETTINGS,
} as const;
export type SettingName = keyof typeof SETTINGS;
export type Settings<Name extends SettingName> = { [Key in Name]: z.output<(typeof SETTINGS)[Key]> };

/** Thrown when the environment does not fit; `message` lists every mistake, a line each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the named settings from the environment: the only place that does. Blank values count as absent.
 * @throws SettingsError with all mistakes at once
 */
export function readSettings<Name extends SettingName>(
  names: readonly Name[],
  source: Readonly<Record<string, string | undefined>> = process.env,
): Settings<Name> {
  const result: Partial<Record<SettingName, unknown>> = {};
  const mistakes: string[] = [];
  for (const name of names) {
    const text = source[name] === '' ? undefined : source[name];
    const parsed = SETTINGS[name].safeParse(text);
    if (parsed.success) result[name] = parsed.data;
    else if (text === undefined) mistakes.push(`${name} is missing: ${SETTINGS[name].description ?? ''}`);
    else mistakes.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (mistakes.length > 0) throw new SettingsError(`bad settings:\n  ${mistakes.join('\n  ')}`);
  return result as Settings<Name>;
}

/** Names whose values are shown in the log as "set" or "not set" only. */
const SECRET_SETTINGS: ReadonlySet<SettingName> = new Set([
  'SECRET_KEYS',
  'REGISTER_DEVICE_TOKENS',
  'RECEIVER_SECRETS',
]);

/** The effective settings for one log line: secrets as booleans, URLs without credentials. */
export function describeSettings(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      if (SECRET_SETTINGS.has(name as SettingName)) return [name, value !== undefined];
      if (typeof value === 'string') return [name, withoutCredentials(value)];
      return [name, value];
    }),
  );
}

function withoutCredentials(text: string): string {
  // A list of hosts is no WHATWG URL. Up to the last @, wherever it is: rather a host too few in the log than half a password.
  if (!URL.canParse(text)) return text.replace(/^([a-z][\w+.-]*:\/\/).*@/is, '$1');
  const parsed = new URL(text);
  parsed.username = '';
  parsed.password = '';
  return parsed.toString();
}
