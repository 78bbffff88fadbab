import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptHeaders, storedText } from '@kassahook/sender/storedResponse';

const raw = (...pairs: string[]) => pairs.map((text) => Buffer.from(text, 'latin1'));

describe('the body that is kept', () => {
  it('when it fits, then it is kept as it is', () => {
    expect(storedText(Buffer.from('принято ✅'), 4096)).toBe('принято ✅');
    expect(storedText(Buffer.alloc(0), 4096)).toBe('');
  });

  it.each([
    ['aé', 2, 'a'],
    ['aé', 3, 'aé'],
    ['€€', 5, '€'],
    ['😀😀', 7, '😀'],
    ['😀', 3, ''],
    ['abcdef', 3, 'abc'],
  ])('when "%s" is cut at %d bytes, then no character is halved', (text, limitBytes, kept) => {
    expect(storedText(Buffer.from(text), limitBytes)).toBe(kept);
  });

  it('when it is any bytes at all, then what is kept is valid UTF-8 within the limit, and a prefix when it was text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (bytes, limitBytes) => {
          const kept = storedText(Buffer.from(bytes), limitBytes);
          expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limitBytes);
          expect(Buffer.from(kept).toString()).toBe(kept);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.integer({ min: 4, max: 100 }),
        (text, limitBytes) => {
          const kept = storedText(Buffer.from(text), limitBytes);
          expect(text.startsWith(kept)).toBe(true);
          expect(Buffer.byteLength(kept)).toBeGreaterThan(Math.min(limitBytes, Buffer.byteLength(text)) - 4);
        },
      ),
    );
  });
});

describe('the headers that are kept', () => {
  it('when an answer has many, then the chosen ones stay and set-cookie never does', () => {
    expect(
      keptHeaders(
        raw(
          ...[
            'Content-Type',
            'text/plain',
            'Set-Cookie',
            'session=secret',
            'Retry-After',
            '5',
            'SERVER',
            'nginx',
            'X-Powered-By',
            'x',
          ],
          ...[
            'Location',
            '/there',
            'X-Request-Id',
            'r1',
            'Webhook-Trace',
            't',
            'webhook-a.$b',
            'x',
            'Authorization',
            'secret',
          ],
          ...['Date', 'today', 'Content-Length', '3', 'webhook-__proto__', 'x'],
        ),
      ),
    ).toEqual({
      'content-type': 'text/plain',
      'retry-after': '5',
      server: 'nginx',
      location: '/there',
      'x-request-id': 'r1',
      'webhook-trace': 't',
      date: 'today',
      'content-length': '3',
    });
  });

  it('when a value is long or comes twice, then it is joined and cut at 1 KB', () => {
    expect(keptHeaders(raw('server', 'a'.repeat(3000))).server).toHaveLength(1024);
    expect(keptHeaders(raw('server', 'one', 'Server', 'two')).server).toBe('one, two');
    expect(keptHeaders(raw('server', 'a'.repeat(1000), 'server', 'b'.repeat(1000))).server).toHaveLength(
      1024,
    );
  });
});
