import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { waitFor } from '@kassahook/testing/waitFor';
import { createSupervisor, type ProcessSpec } from '../../scripts/demo/supervisor.js';
import { choosePorts } from '../../scripts/services/ports.js';
import type { Ground } from './ground.js';
import type { ProcessPart } from './plan.js';

/** Our processes, as production runs them: built, each on its own, started again when they end. */
export interface Plant {
  /** What every process reads from the environment. */
  env: Readonly<Record<string, string>>;
  apiUrl: string;
  /** api, notifier and two deliverers. */
  startProduct(): void;
  startRegister(settings: { deviceTokens: readonly string[]; receiptsPerMinute: number }): void;
  stopRegister(): Promise<void>;
  stopAll(): Promise<void>;
  /** The process id of a part's process; waits for one that is being started. `which` chooses between the deliverers. */
  pidOf(part: ProcessPart, which: number): Promise<number>;
  /** True when every process that was started says that it is ready. */
  isReady(): Promise<boolean>;
  /** How often a process ended, whoever ended it. */
  endings(): number;
  registerStateFile: string;
}

const DELIVERERS = ['deliverer-1', 'deliverer-2'];
/** Retries within seconds instead of a day; all else is as in production. */
export const LADDER_MS = [0, 500, 1_000, 2_000, 5_000];
/** Minutes instead of a day; longer than any outage here, so that a register which comes back finds its operation. */
const OPERATION_LOST_MS = 60_000;
/** How the registers print: quicker than real ones, so that the load is no longer than before; each often enough that a kill meets it. */
const PRINTER = {
  REGISTER_PRINT_MIN_MS: '200',
  REGISTER_PRINT_MAX_MS: '900',
  REGISTER_PAPER_OUT_RATE: '0.1',
  REGISTER_OFFLINE_RATE: '0.02',
  REGISTER_OFFLINE_MS: '3000',
};
const READY_LIMIT_MS = 3_000;

export async function createPlant(ground: Ground): Promise<Plant> {
  const names = ['api', 'notifier', ...DELIVERERS, 'register'];
  const reserved = new Set<number>();
  const key = ground.dataDir;
  const ports = await choosePorts({ key: `${key}/api`, names: ['api'], known: {}, reserved });
  const opsPorts = await choosePorts({ key: `${key}/ops`, names, known: {}, reserved });
  const registerStateFile = join(ground.dataDir, 'register', 'state.json');
  const apiUrl = `http://127.0.0.1:${ports['api']}`;
  const env = {
    ...ground.proxied,
    SECRET_KEYS: `chaos:${randomBytes(32).toString('base64')}`,
    API_PORT: String(ports['api']),
    API_URL: apiUrl,
    OUTGOING_ALLOWED_CIDRS: '127.0.0.0/8',
    OUTGOING_PORTS: '1-65535',
    LADDER_MS: LADDER_MS.join(','),
    RELAY_AGE_MS: '1500',
    RELAY_INTERVAL_MS: '500',
    OPERATION_LEASE_MS: '5000',
    OPERATION_LOST_MS: String(OPERATION_LOST_MS),
  };
  let endings = 0;
  const say = (): void => void (endings += 1);
  const product = createSupervisor({ ...ground, say });
  const shopFloor = createSupervisor({ ...ground, say });
  const started = new Set<string>();

  const spec = (name: string, app: string, extra: Readonly<Record<string, string>> = {}): ProcessSpec => {
    started.add(name);
    return {
      name,
      file: `apps/${app}/dist/main.js`,
      env: { ...env, OPS_PORT: String(opsPorts[name]), WORKER_NAME: name, ...extra },
    };
  };

  return {
    env,
    apiUrl,
    registerStateFile,
    startProduct() {
      product.start(spec('api', 'api'));
      product.start(spec('notifier', 'notifier'));
      for (const name of DELIVERERS) product.start(spec(name, 'deliverer'));
    },
    startRegister({ deviceTokens, receiptsPerMinute }) {
      const settings = {
        REGISTER_DEVICE_TOKENS: deviceTokens.join(','),
        REGISTER_RECEIPTS_PER_MINUTE: String(receiptsPerMinute),
        REGISTER_RHYTHM: 'flat',
        REGISTER_STATE_FILE: registerStateFile,
        ...PRINTER,
      };
      shopFloor.start(spec('register', 'register', settings));
    },
    async stopRegister() {
      started.delete('register');
      await shopFloor.stopAll();
    },
    async stopAll() {
      await shopFloor.stopAll();
      await product.stopAll();
    },
    async pidOf(part, which) {
      const supervisor = part === 'register' ? shopFloor : product;
      const name = part === 'deliverer' ? (DELIVERERS[which % DELIVERERS.length] ?? part) : part;
      return waitFor(() => supervisor.pidOf(name), { timeoutMs: 20_000, what: `a process of ${name}` });
    },
    async isReady() {
      const answers = await Promise.all(
        [...started].map((name) => answersReady(`http://127.0.0.1:${opsPorts[name]}/health/ready`)),
      );
      return !answers.includes(false);
    },
    endings: () => endings,
  };
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(READY_LIMIT_MS) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
