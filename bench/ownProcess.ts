import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** Names of calls → what is asked and answered. */
type Calls = Record<string, { ask: object; answer: object }>;
interface Question {
  id: number;
  name: string;
  ask: object;
}
interface Answer {
  id: number;
  answer?: object;
  error?: string;
}

/** A process of the bench's own that answers calls. */
export interface OwnProcess<C extends Calls> {
  readonly pid: number;
  call<Name extends keyof C & string>(name: Name, ask: C[Name]['ask']): Promise<C[Name]['answer']>;
  end(): void;
}

/** Starts a file of this folder as a process; `execArgv` of this one (the loader of TypeScript) goes along, and `flags`. */
export function startOwnProcess<C extends Calls>(file: string, flags: readonly string[] = []): OwnProcess<C> {
  const child = fork(resolve('bench', file), [], { execArgv: [...process.execArgv, ...flags] });
  const waiting = new Map<number, { resolve: (answer: object) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', ({ id, answer, error }: Answer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (answer) call?.resolve(answer);
    else call?.reject(new Error(`${file}: ${error ?? 'no answer'}`));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code ?? 'a signal'}`));
  });
  return {
    pid: pidOf(child, file),
    call: (name, ask) =>
      new Promise((done, reject) => {
        const id = (lastId += 1);
        waiting.set(id, { resolve: done, reject });
        child.send({ id, name, ask } satisfies Question);
      }),
    end: () => child.disconnect(),
  };
}

function pidOf({ pid }: ChildProcess, file: string): number {
  if (pid === undefined) throw new Error(`${file} did not start`);
  return pid;
}

type Handlers<C extends Calls> = { [Name in keyof C]: (ask: C[Name]['ask']) => Promise<C[Name]['answer']> };

/** The other side: answers each call with its handler; ends when the bench goes. */
export function answerCalls<C extends Calls>(handlers: Handlers<C>): void {
  const answerTo = async ({ id, name, ask }: Question): Promise<Answer> => {
    const handler = handlers[name];
    if (!handler) return { id, error: `there is no call ${name}` };
    try {
      return { id, answer: await handler(ask) };
    } catch (error) {
      return { id, error: String(error) };
    }
  };
  process.on('message', (question: Question) => {
    void answerTo(question).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit(0));
}
