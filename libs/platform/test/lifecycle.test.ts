import { hostname } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { startProgram } from '@kassahook/testing/startedProgram';

const PROGRAM = 'libs/platform/test/lifecycleProgram.ts';

/** A process ends in them: each is one of its own. */
function start(how: string, env: Record<string, string> = {}) {
  return startProgram(['--conditions=kassahook-source', '--import', 'tsx', PROGRAM, how], env);
}

type Program = ReturnType<typeof start>;
const messages = (program: Program) => program.lines().map(({ msg }) => msg);
const resources = (program: Program, msg: string) =>
  program
    .lines()
    .filter((line) => line.msg === msg)
    .map(({ resource }) => resource);

describe('the life of a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'when %s comes, then what was opened is closed in reverse order, and the exit is 0',
    async (signal) => {
      const program = start('well');
      await program.line('process.ready');
      program.kill(signal);
      expect(await program.ended).toEqual({ code: 0, signal: null });
      expect(resources(program, 'opened')).toEqual(['postgres', 'amqp', 'consumers']);
      expect(resources(program, 'closed')).toEqual(['consumers', 'amqp', 'postgres']);
      expect(messages(program).at(-1)).toBe('process.stopped');
    },
  );

  it('when it is given no name, then it has one that no other process has, and that says nothing of the machine', async () => {
    const names = [0, 1].map(async () => {
      const program = start('well', { WORKER_NAME: '' });
      const { worker } = await program.line('process.starting');
      program.kill('SIGTERM');
      await program.ended;
      return String(worker);
    });
    const [one = '', other = ''] = await Promise.all(names);
    // Without the number of the process, which in containers is the same for all.
    const ends = [one, other].map((name) => /^.+-\d+-(?<end>[\da-f]{8})$/.exec(name)?.groups?.end);
    expect(new Set(ends).size).toBe(2);
    expect(ends).not.toContain(undefined);
    expect(`${one} ${other}`).not.toContain(hostname());
  });

  it('when closing one of them fails, then that is said and the others are closed', async () => {
    const program = start('closingFails');
    await program.line('process.ready');
    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    expect(resources(program, 'closed')).toEqual(['consumers', 'amqp', 'postgres']);
    expect(resources(program, 'resource.release_failed')).toEqual(['amqp']);
  });

  it('when it does not drain in time, then it is ended by force with 1, and the log says so', async () => {
    const program = start('hangs', { SHUTDOWN_TIMEOUT_MS: '300' });
    await program.line('process.ready');
    program.kill('SIGTERM');
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.lines().at(-1)).toMatchObject({ msg: 'process.drain_timed_out', delayMs: 300 });
  });

  it.each([
    ['a consumer is lost and cannot be rebuilt', 'lost', 'the consumer was lost and could not be rebuilt'],
    ['a rejection is handled by nobody', 'rejects', 'nobody waited for this'],
    ['the start fails', 'startFails', 'the topology differs'],
  ])('when %s, then it closes everything and exits with 1, and the log says why', async (_, how, reason) => {
    const program = start(how);
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(await program.line('process.failed')).toMatchObject({ err: { message: reason } });
    expect(resources(program, 'closed')).toEqual(['consumers', 'amqp', 'postgres']);
  });

  it('when it is told to stop while it waits for a dependency, then it stops at once with 0', async () => {
    const program = start('neverUp');
    expect(await program.line('dependency.waiting')).toMatchObject({
      dependency: 'rabbitmq',
      reason: 'connect ECONNREFUSED',
    });
    program.kill('SIGTERM');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(messages(program)).not.toContain('process.ready');
    expect(resources(program, 'closed')).toEqual(['consumers', 'amqp', 'postgres']);
  });

  it('when settings are wrong, then all mistakes are listed, nothing is opened, and the exit is 1', async () => {
    const program = start('well', { RELAY_AGE_MS: 'soon', RELAY_INTERVAL_MS: '1', OPS_PORT: 'x' });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    for (const name of ['RELAY_AGE_MS', 'RELAY_INTERVAL_MS', 'OPS_PORT'])
      expect(program.errors()).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
    expect(program.lines()).toEqual([]);
  });
});
