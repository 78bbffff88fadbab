import { describe, expect, it } from '@jest/globals';
import { createLogger, isForAPerson } from '@kassahook/platform/logger';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const destination = {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  return { lines, logger: createLogger({ name: 'test', level: 'info', pretty: false, destination }) };
}

describe('logger', () => {
  it('when a field or a field of a field is secret, then its value is hidden and the rest is shown', () => {
    const { lines, logger } = capture();
    logger.info({ token: 't0p', id: 1, headers: { authorization: 'Bearer t0p', accept: '*/*' } }, 'done');
    expect(lines).toEqual([
      expect.objectContaining({
        name: 'test',
        token: '[hidden]',
        id: 1,
        headers: { authorization: '[hidden]', accept: '*/*' },
        msg: 'done',
      }),
    ]);
  });

  it('when a secret hangs on a child logger or on an error, then it is hidden, and an error is still written as one', () => {
    const { lines, logger } = capture();
    const error = Object.assign(new Error('refused'), { password: 't0p', code: 'NO' });
    logger.child({ account: 7, cookie: 't0p' }).warn({ err: error }, 'failed');
    const [line] = lines;
    expect(line).toMatchObject({ account: 7, cookie: '[hidden]' });
    expect(line?.['err']).toMatchObject({ message: 'refused', code: 'NO', password: '[hidden]' });
    expect((line?.['err'] as { stack: string }).stack).toContain('logger.test');
    expect(JSON.stringify(lines)).not.toContain('t0p');
  });

  it('when a line has a secret, then the object that was logged is left as it is', () => {
    const { logger } = capture();
    const fields = { token: 't0p', inner: { secret: 't0p' } };
    logger.info(fields, 'done');
    expect(fields).toEqual({ token: 't0p', inner: { secret: 't0p' } });
  });

  it.each([
    ['auto', { isTTY: true }, true],
    ['auto', {}, false],
    [false, { isTTY: true }, false],
    [true, {}, true],
  ] as const)(
    'when LOG_PRETTY is %j and the output is %j, then lines for a person: %s',
    (pretty, output, expected) => {
      expect(isForAPerson(pretty, output)).toBe(expected);
    },
  );
});
