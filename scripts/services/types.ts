// The four services that kassahook stands on (PostgreSQL, MongoDB, Redis, RabbitMQ), brought up on any machine:
// from the environment, from Docker Compose, or from local programs. This folder is for scripts and tests.
// It must not know what the project stores in them: no tables, queues, keys or collections.
// Public face: createServiceSet and stopAll (serviceSet.ts), the names below, and the command main.ts.
// Everything a service leaves behind (data, logs, process ids, ports) is inside one data folder.

export const serviceNames = ['postgres', 'mongo', 'redis', 'rabbitmq'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Where a service comes from. `stand-in` is a MongoDB look-alike, `memory-server` a downloaded real mongod. */
export type ServiceOrigin = 'environment' | 'docker' | 'local' | 'memory-server' | 'stand-in';

export interface ServiceUrls {
  POSTGRES_URL: string;
  MONGO_URL: string;
  REDIS_URL: string;
  RABBITMQ_URL: string;
  /** Absent when RabbitMQ came from the environment without it. */
  RABBITMQ_MANAGEMENT_URL?: string;
}

export type ServiceSignal = 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM';

/** One service of a started set; what a test of failures needs to hurt it and to bring it back. */
export interface ServiceHandle {
  readonly name: ServiceName;
  readonly url: string;
  readonly origin: ServiceOrigin;
  /** One line for people: which server this is, its version, where it listens. */
  readonly description: string;
  /** Process id of the server; null while it is down, and for servers that are not ours to signal. */
  readonly pid: number | null;
  /** Signals the server and its child processes. After SIGKILL and SIGTERM it returns when they are gone. */
  kill(signal: ServiceSignal): Promise<void>;
  /** Starts it again on the same port with the same data, and waits until it answers. */
  start(): Promise<void>;
  /** Deletes its data. Refused while it runs. */
  wipeData(): Promise<void>;
}

/** What the set holds per service; `stop` is the orderly end that a handle does not offer. */
export interface ManagedService extends ServiceHandle {
  readonly urls: Partial<ServiceUrls>;
  stop(): Promise<void>;
}

export type LogLine = (line: string) => void;

/** A failure that the person at the keyboard can mend; `advice` is what to type. */
export class ServiceError extends Error {
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(`${message}\n  ${advice}`, options);
    this.name = 'ServiceError';
    this.advice = advice;
  }
}

export const serviceTitles: Record<ServiceName, string> = {
  postgres: 'PostgreSQL',
  mongo: 'MongoDB',
  redis: 'Redis',
  rabbitmq: 'RabbitMQ',
};

/** The environment variable, and the key of ServiceUrls, that carries the address of each service. */
export const urlVariables = {
  postgres: 'POSTGRES_URL',
  mongo: 'MONGO_URL',
  redis: 'REDIS_URL',
  rabbitmq: 'RABBITMQ_URL',
} as const satisfies Record<ServiceName, keyof ServiceUrls>;
