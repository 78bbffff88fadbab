/**
 * The line of a webhook with a rate, as Redis keeps it: a hash (KEYS[1]) and the places that were given up before their turn (KEYS[2]).
 * One instant is µs of Redis' own clock, so that workers need not agree on theirs.
 *
 * | field    | what                                                                                                     |
 * | -------- | -------------------------------------------------------------------------------------------------------- |
 * | head     | the place whose turn it is                                                                               |
 * | tail     | the place that the next one gets. A new line begins at the instant of its making: a line that was lost     |
 * |          | and made anew knows older places by being smaller than its head                                          |
 * | free     | from when on the next request may leave                                                                  |
 * | asked    | when somebody last asked for a turn                                                                      |
 * | missing  | since when the head is waited for: its turn has come, others ask, it does not                            |
 * | low      | the smallest place that asked meanwhile                                                                  |
 * | patience | how long a missing head is waited for. Used up by a head that did not come, earned again by serving in   |
 * |          | order: what a worker took with it holds the line up by half at most, not by a second for each            |
 *
 * ARGV: 1 interval, 2 patience at most, 3 what may be caught up with (all µs), 4 ms that a line with places in it is kept, then the
 * script's own.
 */
const LINE = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, patienceMax, catchUp = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'head', 'tail', 'free', 'asked', 'patience', 'missing', 'low')
local head, tail = tonumber(kept[1]) or now, tonumber(kept[2]) or now
local free, asked = tonumber(kept[3]) or now, tonumber(kept[4]) or now
local patience = tonumber(kept[5]) or patienceMax
local missing, low = tonumber(kept[6]), tonumber(kept[7])
local function text(number) return number and string.format('%.0f', number) or '' end
local function pass(place)
  head = place + 1
  while redis.call('ZREM', KEYS[2], text(head)) == 1 do head = head + 1 end
  missing, low = nil, nil
end
local function keep()
  redis.call('HSET', KEYS[1], 'head', text(head), 'tail', text(tail), 'free', text(free), 'asked', text(asked),
    'patience', text(patience), 'missing', text(missing), 'low', text(low))
  local ttl = tonumber(ARGV[4])
  if head >= tail then ttl = math.ceil(math.max(0, free - now) / 1000) + 10000 end
  redis.call('PEXPIRE', KEYS[1], ttl)
  redis.call('PEXPIRE', KEYS[2], ttl)
end
`;

/**
 * KEYS[3]: the place that this attempt took a moment ago. ARGV 5: the longest wait, 6: how long nobody may have asked (both µs), 7: for how
 * many ms the place is remembered. Answers with {0} when the caller goes now, {1, place, wait} when it waits, {2} when it would wait
 * for too long. In a line that nobody asks about, whoever comes has to go and look: those before
 * may never come, or have no worker.
 */
export const TAKE_PLACE = `${LINE}
local taken = tonumber(redis.call('GET', KEYS[3]))
if taken then return {1, taken, taken < head and 0 or math.max(0, free - now) + (taken - head) * interval} end
if head >= tail then
  if free <= now then
    free, asked = now + interval, now
    keep()
    return {0}
  end
end
local wait = math.max(0, free - now) + (tail - head) * interval
if head < tail and now - asked > tonumber(ARGV[6]) then wait = 0 end
if wait > tonumber(ARGV[5]) then return {2} end
local place = tail
tail = tail + 1
keep()
redis.call('SET', KEYS[3], text(place), 'PX', ARGV[7])
return {1, place, wait}`;

/**
 * ARGV 5 and on: places, ascending. The head goes; who was passed by before, or holds a place of a line that was lost, goes as well, all
 * of them no faster than the rate. Answers with {how many of them go, µs until the next may, head, tail, 1 when the head is missing}.
 */
export const ASK_FOR_TURNS = `${LINE}
local granted = 0
if missing and now - asked > patienceMax then missing, low = nil, nil end
asked = now
for index = 5, #ARGV do
  local place = tonumber(ARGV[index])
  if free > now then break end
  if place == head then
    patience = math.min(patienceMax, patience + interval)
    pass(place)
  elseif place > head and place < tail then
    missing = missing or now
    low = math.min(low or place, place)
    local waited = now - missing
    if waited < patience or (place > low and waited < patience + patienceMax) then break end
    patience = 0
    redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(place))
    pass(place)
  end
  free = math.max(free, now - catchUp) + interval
  granted = granted + 1
end
keep()
return {granted, math.max(0, free - now), head, tail, missing and 1 or 0}`;

/** ARGV 5: a place that is not wanted any more. */
export const GIVE_PLACE_UP = `${LINE}
local place = tonumber(ARGV[5])
if place < head or place >= tail then return end
if place == head then pass(place) else redis.call('ZADD', KEYS[2], text(place), text(place)) end
keep()`;
