/** The yardstick: one Node process that does nothing but POST, over kept-alive connections, with undici's own `request`. */
import { Pool } from 'undici';
import { answerCalls } from './ownProcess.js';
import type { BareLoopCalls } from './protocol.js';

answerCalls<BareLoopCalls>({
  async run({ url, bodyBytes, inFlight, forMs }) {
    const { origin, pathname } = new URL(url);
    const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
    const body = 'x'.repeat(bodyBytes);
    const headers = { 'content-type': 'application/json' };
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
