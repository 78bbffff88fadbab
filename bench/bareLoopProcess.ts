/**
 * The yardstick: one Node process that does nothing but POST the same requests as a deliverer (the same headers and a body of the same
 * size), over kept-alive connections, with undici's own `request`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { VERSION } from '@kassahook/platform/version';
import { userAgent } from '@kassahook/sender/userAgent';
import { Pool } from 'undici';
import { answerCalls } from './ownProcess.js';
import type { BareLoopCalls } from './protocol.js';

answerCalls<BareLoopCalls>({
  async run({ url, bodyBytes, inFlight, forMs }) {
    const { origin, pathname } = new URL(url);
    const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
    const body = 'x'.repeat(bodyBytes);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': userAgent(VERSION, 'https://github.com/kassahook/kassahook'),
      'webhook-id': randomUUID(),
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': `v1,${randomBytes(32).toString('base64')}`,
      'kassahook-event-id': randomUUID(),
      'kassahook-occurred-at': new Date().toISOString(),
      'kassahook-attempt': '1',
    };
    const startedMs = performance.now();
    let count = 0;
    const loop = async (): Promise<void> => {
      while (performance.now() - startedMs < forMs) {
        const answer = await pool.request({ path: pathname, method: 'POST', headers, body });
        await answer.body.dump();
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, loop));
    const perSecond = count / ((performance.now() - startedMs) / 1000);
    await pool.close();
    return { perSecond };
  },
});
