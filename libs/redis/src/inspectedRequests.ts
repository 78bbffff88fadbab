import {
  inspectedRequest,
  type InspectedRequest,
  type InspectedRequestView,
} from '@kassahook/contracts/inspector';
import type { Clock } from '@kassahook/platform/clock';
import { inspectedBytesKey, inspectedKey } from './keys.js';
import { isReplyError, redisDown, type RedisConnection } from './redis.js';

export interface InspectedRequestsOptions {
  redis: RedisConnection;
  clock: Clock;
  /** Requests of an inspector that are kept: the newest. */
  requestsMax: number;
  /** What they may take together, as JSON. */
  bytesMax: number;
  ageMaxMs: number;
}

/**
 * Adds a request and drops the oldest ones until number, size and age are as they may be: in one step, so that no two writers miscount.
 * ARGV: the request, its size, most requests, most bytes, most ms.
 */
const ADD = `
local id = redis.call('XADD', KEYS[1], '*', 'size', ARGV[2], 'request', ARGV[1])
local total = redis.call('INCRBY', KEYS[2], ARGV[2])
local oldest = tonumber(string.match(id, '^%d+')) - ARGV[5]
local count = redis.call('XLEN', KEYS[1])
while count > 1 do
  local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
  local isYoung = tonumber(string.match(first[1], '^%d+')) >= oldest
  if isYoung and count <= tonumber(ARGV[3]) and total <= tonumber(ARGV[4]) then break end
  redis.call('XDEL', KEYS[1], first[1])
  total = redis.call('DECRBY', KEYS[2], first[2][2])
  count = count - 1
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return id`;

/** Nothing is before it: Redis refuses a range that would end there. */
const FIRST_ID = /^0+-0+$/;

/**
 * Creates the store of what inspectors took: a stream in Redis each, whose ids are times, so that pages and ages need no index.
 * @throws from each call: AppError REDIS_DOWN
 */
export function createInspectedRequests(options: InspectedRequestsOptions) {
  const { redis, clock, requestsMax, bytesMax, ageMaxMs } = options;
  const { client } = redis;
  const oldestId = (): string => String(Math.max(0, clock.now() - ageMaxMs));

  return {
    /** @returns the request's id */
    add: (inspectorId: string, request: InspectedRequest): Promise<string> =>
      asked(async () => {
        const text = JSON.stringify(request);
        const keys = [inspectedKey(inspectorId), inspectedBytesKey(inspectorId)];
        const limits = [requestsMax, bytesMax, ageMaxMs];
        return String(await client.eval(ADD, 2, ...keys, text, Buffer.byteLength(text), ...limits));
      }),

    /** Newest first. @param query.before the id of the last one of the page before */
    list: (
      inspectorId: string,
      { before, limit }: { before?: string | undefined; limit: number },
    ): Promise<InspectedRequestView[]> =>
      asked(async () => {
        if (before !== undefined && FIRST_ID.test(before)) return [];
        const from = before === undefined ? '+' : `(${before}`;
        const entries = await client.xrevrange(inspectedKey(inspectorId), from, oldestId(), 'COUNT', limit);
        return entries.map(toView);
      }),

    /** Null when there is none (any more). */
    get: (inspectorId: string, id: string): Promise<InspectedRequestView | null> =>
      asked(async () => {
        const [entry] = await client.xrange(inspectedKey(inspectorId), id, id);
        if (!entry || Number(id.split('-')[0]) < Number(oldestId())) return null;
        return toView(entry);
      }),

    clear: (inspectorId: string): Promise<void> =>
      asked(async () => {
        await client.del(inspectedKey(inspectorId), inspectedBytesKey(inspectorId));
      }),
  };
}
export type InspectedRequests = ReturnType<typeof createInspectedRequests>;

function toView([id, fields]: [id: string, fields: string[]]): InspectedRequestView {
  const text = fields[fields.indexOf('request') + 1] ?? '';
  return { id, ...inspectedRequest.parse(JSON.parse(text)) };
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isReplyError(error) || (error instanceof Error && error.name === 'ZodError')) throw error;
    throw redisDown(error);
  }
}
