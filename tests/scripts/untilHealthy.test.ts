import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startScriptedReceiver, type ScriptedReceiver } from '@kassahook/testing/scriptedReceiver';
import { untilHealthy } from '../../scripts/demo/untilHealthy.js';

let server: ScriptedReceiver;
beforeEach(async () => {
  server = await startScriptedReceiver();
});
afterEach(() => server.close());

function wait(options: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<void> {
  const urls = { api: server.url('/api'), notifier: server.url('/notifier') };
  const { timeoutMs = 20_000, signal = new AbortController().signal } = options;
  return untilHealthy(urls, { timeoutMs, logsDir: 'logs', signal });
}

describe('waiting for the processes', () => {
  it('when all have answered 200, once each, then it is over', async () => {
    let asked = 0;
    server.script('/api', () => ({ status: 200 }));
    server.script('/notifier', () => ({ status: (asked += 1) < 3 ? 503 : 200 }));
    await wait();
    expect(server.requests('/api')).toHaveLength(1);
    expect(server.requests('/notifier')).toHaveLength(3);
  });

  it('when one is not ready in time, then the error names it and where to look', async () => {
    server.script('/api', () => ({ status: 200 }));
    server.script('/notifier', () => ({ status: 503 }));
    await expect(wait({ timeoutMs: 200 })).rejects.toThrow(/not ready after 0.2 s: notifier.*logs/s);
  });

  it('when Ctrl-C comes meanwhile, then it is not taken for ready, and nobody is asked any more', async () => {
    // It was: the board said that all was up, while everything was being stopped.
    const stop = new AbortController();
    server.script('/api', () => ({ hang: true }));
    server.script('/notifier', () => ({ status: 503 }));
    const waiting = wait({ signal: stop.signal });
    waiting.catch(() => undefined);
    await server.received('/api', 1);
    stop.abort(new Error('stopped by SIGINT'));
    await expect(waiting).rejects.toThrow('stopped by SIGINT');
    expect(server.requests('/api')).toHaveLength(1);
  });
});
