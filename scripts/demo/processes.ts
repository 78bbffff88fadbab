import { availableParallelism } from 'node:os';
import { choosePorts } from '../services/ports.js';
import type { ServiceUrls } from '../services/types.js';
import { demoPaths } from './demoPaths.js';
import type { ProcessSpec } from './supervisor.js';

/** The ports that the demo asks for; a taken one is replaced by a free one. */
const WANTED_PORTS = { api: 8080, receiver: 8090 };
/** One deliverer per core, as far as a laptop should go. */
const delivererCount = Math.min(availableParallelism(), 4);

export interface DemoProcesses {
  apiUrl: string;
  /** The API serves the cabinet too. */
  cabinetUrl: string;
  receiverUrl: string;
  /** Everything that the product's processes read from the environment. */
  env: Record<string, string>;
  /** Name → address of its readiness. */
  readiness: Record<string, string>;
  /** Name → address of its metrics. */
  metrics: Record<string, string>;
  specs(demo: { deviceTokens: readonly string[]; webhookSecret: string }): ProcessSpec[];
}

/** Plans the demo's processes: names, ports and settings. Starts nothing. */
export async function planProcesses(urls: ServiceUrls, secretKeys: string): Promise<DemoProcesses> {
  const deliverers = Array.from({ length: delivererCount }, (_, index) => `deliverer-${index + 1}`);
  const names = ['api', 'notifier', ...deliverers, 'receiver-demo', 'register'];
  const key = demoPaths.dataDir;
  const reserved = new Set<number>();
  const ports = await choosePorts({ key, names: Object.keys(WANTED_PORTS), known: WANTED_PORTS, reserved });
  const opsPorts = await choosePorts({ key: `${key}/ops`, names, known: {}, reserved });
  const apiUrl = `http://127.0.0.1:${ports['api']}`;
  const receiverUrl = `http://127.0.0.1:${ports['receiver']}/webhooks`;
  const env = {
    POSTGRES_URL: urls.POSTGRES_URL,
    MONGO_URL: urls.MONGO_URL,
    REDIS_URL: urls.REDIS_URL,
    RABBITMQ_URL: urls.RABBITMQ_URL,
    SECRET_KEYS: secretKeys,
    API_PORT: String(ports['api']),
    API_URL: apiUrl,
    RECEIVER_PORT: String(ports['receiver']),
    OUTGOING_ALLOWED_CIDRS: '127.0.0.0/8,::1/128',
    OUTGOING_PORTS: '1-65535',
    SESSION_COOKIE_SECURE: 'false', // the demo has no TLS
  };
  const spec = (name: string, app: string, extra: Record<string, string> = {}): ProcessSpec => ({
    name,
    file: `apps/${app}/dist/main.js`,
    env: { ...env, OPS_PORT: String(opsPorts[name]), WORKER_NAME: name, ...extra },
  });
  const address = (path: string) =>
    Object.fromEntries(names.map((name) => [name, `http://127.0.0.1:${opsPorts[name]}${path}`]));
  return {
    apiUrl,
    cabinetUrl: apiUrl,
    receiverUrl,
    env,
    readiness: address('/health/ready'),
    metrics: address('/metrics'),
    specs: ({ deviceTokens, webhookSecret }) => [
      spec('api', 'api'),
      spec('notifier', 'notifier'),
      ...deliverers.map((name) => spec(name, 'deliverer')),
      {
        ...spec('receiver-demo', 'receiver-demo', { RECEIVER_SECRETS: webhookSecret, LOG_LEVEL: 'warn' }),
        shown: true,
      },
      spec('register', 'register', {
        REGISTER_DEVICE_TOKENS: deviceTokens.join(','),
        REGISTER_STATE_FILE: demoPaths.registerStateFile,
      }),
    ],
  };
}
