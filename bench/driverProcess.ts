/** The registers: posts receipts to the device API, as fast as a bounded number of requests in flight allows or at an even rate. */
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { answerCalls } from './ownProcess.js';
import type { DriverCalls, Posted, PostingAccount } from './protocol.js';
import { receiptText } from './receipt.js';

/** More than any burst has in flight; a steady rate that the API cannot take would pile up without a limit. */
const CONNECTIONS = 256;
const TICK_MS = 5;

function createPoster({ apiUrl, deviceTokens, shift, firstNumber }: PostingAccount) {
  const pool = new Pool(apiUrl, { connections: CONNECTIONS, pipelining: 1 });
  const posted: Posted = { accepted: 0, refused: 0, startedAtMs: Date.now(), endedAtMs: 0 };
  const headers = deviceTokens.map((token) => ({
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  }));
  let started = 0;

  return {
    started: () => started,
    async post(): Promise<void> {
      const index = started;
      started += 1;
      const own = headers[index % headers.length];
      const number = firstNumber + index;
      const body = receiptText(shift, number);
      try {
        const answer = await pool.request({
          path: '/api/device/receipts',
          method: 'POST',
          headers: own ?? {},
          body,
        });
        await answer.body.dump();
        if (answer.statusCode === 201) posted.accepted += 1;
        else posted.refused += 1;
      } catch {
        posted.refused += 1;
      }
    },
    async end(): Promise<Posted> {
      posted.endedAtMs = Date.now();
      await pool.close();
      return posted;
    },
  };
}

answerCalls<DriverCalls>({
  async burst({ account, count, inFlight, limitMs }) {
    const poster = createPoster(account);
    const endMs = performance.now() + limitMs;
    const loop = async (): Promise<void> => {
      while (poster.started() < count && performance.now() < endMs) await poster.post();
    };
    await Promise.all(Array.from({ length: inFlight }, loop));
    return poster.end();
  },
  async steady({ account, perSecond, forMs }) {
    const poster = createPoster(account);
    const startedMs = performance.now();
    const posts: Promise<void>[] = [];
    for (let passedMs = 0; passedMs < forMs; passedMs = performance.now() - startedMs) {
      while (poster.started() < (passedMs / 1000) * perSecond) posts.push(poster.post());
      await delay(TICK_MS);
    }
    await Promise.all(posts);
    return poster.end();
  },
});
