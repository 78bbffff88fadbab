import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createServeStream } from '@kassahook/api/live/serveStream';
import type { ApiContext } from '@kassahook/api/http/context';
import { streamMessage } from '@kassahook/contracts/live';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a stream on which nothing happens', () => {
  it('when time passes, then it says that it is there by an event, which a page is told of, not by a comment', () => {
    const response = Object.assign(new PassThrough(), { writeHead: () => undefined });
    let said = '';
    response.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const serveStream = createServeStream({
      hub: { attach: () => () => undefined },
      recheck: () => Promise.resolve(null),
      clock: systemClock,
      logger: createSilentLogger(),
      recheckMs: 3_600_000,
    });
    const principal = { accountId: 'a', tokenId: 't', scopes: new Set(['read']) };
    serveStream(
      { method: 'GET', state: { principal, requestId: 'r' }, res: response } as unknown as ApiContext,
      {
        scopes: ['read'],
        accepts: () => true,
      },
    );
    jest.advanceTimersByTime(45_000);
    response.read();
    const messages = [...said.matchAll(/^event: (\w+)\ndata: (.*)\n$/gm)].map(([, event, data = '']) =>
      streamMessage.parse({ event, data: JSON.parse(data) as unknown }),
    );
    expect(messages.map(({ event }) => event)).toEqual(['hello', 'heartbeat', 'heartbeat', 'heartbeat']);
    expect(said).not.toMatch(/^:/m);
    response.emit('close');
    expect(jest.getTimerCount()).toBe(0);
  });
});
