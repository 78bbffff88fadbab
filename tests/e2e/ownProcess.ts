import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { waitFor } from '@kassahook/testing/waitFor';

/** An app in a process of its own, from its source: what is to be killed must not share the test's process. */
export interface OwnProcess {
  /** What one of its metrics that has no labels of its own says now. */
  metric(name: string): Promise<number>;
  /** SIGKILL, as an out-of-memory killer does it; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts an app and waits until it says that it is ready. */
export async function startOwnProcess(
  app: 'api' | 'deliverer' | 'register',
  environment: Readonly<Record<string, string>>,
): Promise<OwnProcess> {
  const opsPort = await freePort();
  const child = spawn(
    process.execPath,
    ['--conditions=kassahook-source', '--import', 'tsx', `apps/${app}/src/main.ts`],
    {
      env: { ...process.env, LOG_LEVEL: 'silent', ...environment, OPS_PORT: String(opsPort) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isLive = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${app} ended with ${child.exitCode}`);
    // Ready would also ask for the broker, and a test may have cut it off.
    return (await fetch(`http://127.0.0.1:${opsPort}/health/live`)).ok;
  };
  await waitFor(isLive, { timeoutMs: 30_000, what: `a process of ${app}` });
  return {
    async metric(name) {
      const text = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
      return Number(new RegExp(`^${name}\\{process="[^"]*"\\} (\\S+)$`, 'm').exec(text)?.[1]);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
