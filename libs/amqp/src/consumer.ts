import type { Channel, ConsumeMessage } from 'amqplib';
import type { Logger } from '@kassahook/platform/logger';
import { bounded } from './amqpErrors.js';
import type { OpenChannel, OpenConnection } from './openConnection.js';
import { createSettlements, type Settlement, type Settlements } from './settlements.js';

/** A message in our hands. Exactly one of the three ends it, once; a second call does nothing. */
export interface IncomingMessage {
  readonly body: Buffer;
  readonly messageId: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The broker gave it out before: it may have been worked on. */
  readonly redelivered: boolean;
  /** How often it came back, as the broker counts; 0 the first time. */
  readonly deliveryCount: number;
  /** Done: the message is gone. */
  ack(): void;
  /** Not now: it comes again at once, to anybody. */
  requeue(): void;
  /** Never: to the dead letters. */
  reject(): void;
}

export interface ConsumerOptions {
  queue: string;
  /** Messages that may be unsettled at once. */
  prefetch: number;
  /**
   * Works on one message and settles it, at once or later. A throw or a rejection is our own fault: it is logged and the message is
   * given out again after `faultPauseMs`, which counts towards the delivery limit.
   */
  handle: (message: IncomingMessage) => void | Promise<void>;
  faultPauseMs?: number;
  /** How long consuming may fail while the broker is there; an outage of the broker is waited out, for ever. */
  lostAfterMs?: number;
  /** Called once when that is over: the process should exit with 1, so that its supervisor starts another. */
  onLost?: () => void;
}

export interface Consumer {
  /** Messages that were given to `handle` and are not settled. */
  inFlight(): number;
  /** Takes no more messages until `resume`, whatever happens to the connection meanwhile; those in flight stay to be settled. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Takes no more messages; those in flight stay to be settled. */
  stop(): Promise<void>;
  /** True as soon as nothing is in flight; false when the limit is over before that. */
  drained(options: { timeoutMs: number }): Promise<boolean>;
}

/** A consumer and what its owner does with it. */
export interface ConsumerCore {
  open(connection: OpenConnection): Promise<OpenChannel<Channel>>;
  readonly inFlight: () => number;
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** Cancels the consumer on the channel that is open, if any, for good. */
  cancel(): Promise<void>;
  readonly drained: (options: { timeoutMs: number }) => Promise<boolean>;
  /** Sends the acks that were gathered. */
  flush(): void;
}

/** A fault is rarely over at once; 50 redeliveries, the limit of our queues, take almost a minute. */
const FAULT_PAUSE_MS = 1_000;
const CANCEL_LIMIT_MS = 2_000;

interface Consuming {
  readonly opened: OpenChannel<Channel>;
  /** Null while it is paused. */
  consumerTag: string | null;
  /** The broker is asked for messages and has not answered: who goes on meanwhile must not ask twice. */
  isAsking: boolean;
  readonly settlements: Settlements;
}

/** Creates the part of a consumer that handles and settles; its owner decides when channels are opened. */
export function createConsumerCore(options: ConsumerOptions, logger: Logger): ConsumerCore {
  const { queue, prefetch, handle, faultPauseMs = FAULT_PAUSE_MS } = options;
  const drainWaiters = new Set<() => void>();
  let consuming: Consuming | null = null;
  let isStopping = false;
  let isPaused = false;
  let inFlight = 0;

  function receive(message: ConsumeMessage, on: Settlements): void {
    on.received(message);
    if (isStopping || isPaused) {
      on.settle(message, 'requeue');
      return;
    }
    inFlight += 1;
    let isSettled = false;
    /** The only place that settles. */
    const settle = (how: Settlement) => {
      if (isSettled) return;
      isSettled = true;
      inFlight -= 1;
      on.settle(message, how);
      if (inFlight === 0) for (const wake of drainWaiters) wake();
    };
    const onFault = (error: unknown) => {
      logger.error({ err: error, queue, isSettled }, 'the handler of a message failed');
      if (!isSettled) setTimeout(() => settle('fail'), faultPauseMs);
    };
    try {
      const work = handle(incoming(message, settle));
      if (work !== undefined) work.catch(onFault);
    } catch (error) {
      onFault(error);
    }
  }

  async function consume(on: Consuming): Promise<void> {
    const { opened, settlements } = on;
    on.isAsking = true;
    try {
      const { consumerTag } = await opened.channel.consume(queue, (message) => {
        if (message !== null) receive(message, settlements);
        // The broker cancelled us: the queue was deleted. The channel lives on, deaf; so it is closed and made anew.
        else void opened.close();
      });
      on.consumerTag = consumerTag;
    } finally {
      on.isAsking = false;
    }
    // Paused or stopped while the broker was asked.
    if (isPaused || isStopping) await cancelNow();
  }

  async function cancelNow(): Promise<void> {
    const tag = consuming?.consumerTag;
    if (!consuming || tag === null || tag === undefined) return;
    const { channel } = consuming.opened;
    consuming.consumerTag = null;
    // In a function: on a channel that has died it throws at once.
    const work = (async () => channel.cancel(tag))();
    await bounded(work, { limitMs: CANCEL_LIMIT_MS, what: 'cancelling' }).catch(() => undefined);
  }

  return {
    inFlight: () => inFlight,

    async open(connection) {
      const opened = await connection.openChannel();
      const { channel } = opened;
      const on = createSettlements(channel, () => connection.cork());
      // Per consumer; global (per channel) is not supported by quorum queues.
      await channel.prefetch(prefetch, false);
      consuming = { opened, consumerTag: null, isAsking: false, settlements: on };
      if (!isPaused) await consume(consuming);
      return opened;
    },

    pause() {
      isPaused = true;
      return cancelNow();
    },

    async resume() {
      isPaused = false;
      if (isStopping || !consuming || consuming.consumerTag !== null || consuming.isAsking) return;
      const on = consuming;
      // A channel that cannot consume is closed, and the next one consumes.
      await consume(on).catch(() => on.opened.close());
    },

    async cancel() {
      isStopping = true;
      await cancelNow();
    },

    async drained({ timeoutMs }) {
      return inFlight === 0 || (await waitForDrain(timeoutMs));
    },

    flush: () => consuming?.settlements.flush(),
  };

  function waitForDrain(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isDrained: boolean) => {
        clearTimeout(timer);
        drainWaiters.delete(wake);
        resolve(isDrained);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), timeoutMs);
      drainWaiters.add(wake);
    });
  }
}

function incoming(message: ConsumeMessage, settle: (how: Settlement) => void): IncomingMessage {
  const headers: Readonly<Record<string, unknown>> = message.properties.headers ?? {};
  const deliveryCount = headers['x-delivery-count'];
  const messageId: unknown = message.properties.messageId;
  return {
    body: message.content,
    messageId: typeof messageId === 'string' ? messageId : undefined,
    headers,
    redelivered: message.fields.redelivered,
    deliveryCount: typeof deliveryCount === 'number' ? deliveryCount : 0,
    ack: () => settle('ack'),
    requeue: () => settle('requeue'),
    reject: () => settle('reject'),
  };
}
