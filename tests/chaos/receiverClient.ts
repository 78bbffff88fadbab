import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What one webhook's receiver acknowledged. */
interface LedgerPage {
  /** By `webhook-id`: the first request. */
  deliveries: Record<
    string,
    { eventId: string; key: string; hash: string; occurredAtMs: number; atMs: number }
  >;
  /** Every further request with a `webhook-id` that was acknowledged before. */
  repeats: { id: string; atMs: number }[];
  /** Repeats that brought another body. */
  changed: string[];
}
/** By the webhook's name. */
export type Ledger = Record<string, LedgerPage>;
/** What arrived at the webhook that hears everything. */
export interface Pulse {
  events: number;
  /** By type: when the newest one had occurred, Unix ms. */
  newestMs: Record<string, number>;
}

export interface Receiver {
  url: string;
  pulse(): Promise<Pulse>;
  ledger(): Promise<Ledger>;
  /** The flaky webhook's receiver fails no more. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the receiver in a process of its own; it ends with this one, however that ends. */
export async function startReceiver(seed: string): Promise<Receiver> {
  const args = ['--conditions=kassahook-source', '--import', 'tsx', 'tests/chaos/receiver.ts', seed];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await firstLineOf(child);
  const url = `http://127.0.0.1:${port}`;
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/${path}`)).json();
  return {
    url,
    pulse: () => get('pulse') as Promise<Pulse>,
    ledger: () => get('ledger') as Promise<Ledger>,
    async heal() {
      await fetch(`${url}/heal`, { method: 'POST' });
    },
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

async function firstLineOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new TypeError('the receiver has no output');
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error('the receiver did not start');
    }),
  ])) as [string];
  return line;
}
