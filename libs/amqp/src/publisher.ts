import { IllegalOperationError, type ConfirmChannel, type Options } from 'amqplib';
import { toError, type AppError } from '@kassahook/platform/errors';
import { amqpError } from './amqpErrors.js';
import { createFifo } from './fifo.js';
import type { OpenConnection } from './openConnection.js';

export interface OutgoingMessage {
  /** The queue's name: the routing key of the default exchange. */
  queue: string;
  body: Buffer | string;
  messageId?: string;
  headers?: Readonly<Record<string, string | number | boolean>>;
}

export interface PublisherOptions {
  /** Messages that may be sent and not yet confirmed. */
  windowMax?: number;
  /** Limit on waiting for a place in the window or a connection, and again on waiting for the confirm. */
  timeoutMs?: number;
}

export interface Publisher {
  /**
   * Publishes one message: persistent, mandatory, confirmed. Resolves when the broker has it on disk in the queue.
   * @throws AppError, always retryable: AMQP_UNAVAILABLE (not sent), AMQP_RETURNED (no such queue), AMQP_NACKED,
   *   AMQP_CONFIRM_TIMEOUT or AMQP_CONNECTION_LOST (may or may not have arrived: publish again, with the same id)
   */
  publish(message: OutgoingMessage): Promise<void>;
  /** Sent and not yet confirmed. */
  unconfirmedCount(): number;
  /** Not yet sent. */
  waitingCount(): number;
}

/** A publisher and what its owner does with it. */
export interface PublisherCore extends Publisher {
  channelUp(channel: ConfirmChannel, connection: OpenConnection): void;
  /** Refuses what waits and everything from now on; resolves when all that was sent is settled. */
  close(): Promise<void>;
}

export interface PublisherCoreOptions extends Required<PublisherOptions> {
  /** Called when the broker threw a message back, because its queue does not exist. */
  onReturned: (queue: string) => void;
}

interface Entry {
  readonly message: OutgoingMessage;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  /** The tick at which patience ends. */
  endTick: number;
  isSettled: boolean;
  isReturned: boolean;
}

/**
 * Patience is counted in ticks of a timer, not by the clock: one timer serves thousands of messages a second, and a process that
 * was stopped for a while (SIGSTOP, a suspended machine) does not wake up to 1000 timeouts whose confirms lie in its socket.
 */
const TICKS = 20;
/** A window that stays full of messages without a confirm for this many timeouts is stuck: the connection is given up. */
const STUCK_AFTER_TIMEOUTS = 6;

/** Creates the window of a publisher; its owner brings the channels. */
export function createPublisherCore({
  windowMax,
  timeoutMs,
  onReturned,
}: PublisherCoreOptions): PublisherCore {
  const waiting = createFifo<Entry>();
  /** By number: it counts this publisher's messages and travels as correlation id, by which a returned one is known again. */
  const unconfirmed = new Map<number, Entry>();
  let channel: ConfirmChannel | null = null;
  let connection: OpenConnection | null = null;
  let lastNumber = 0;
  let tick = 0;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let onIdle: (() => void) | null = null;

  /** The only place that settles. */
  function settle(entry: Entry, error: Error | null): void {
    if (entry.isSettled) return;
    entry.isSettled = true;
    if (error === null) entry.resolve();
    else entry.reject(error);
  }

  /** Sends as many of those that wait as the window takes. */
  function pump(): void {
    for (let entry = waiting.peek(); entry !== undefined; entry = waiting.peek()) {
      if (channel === null || unconfirmed.size >= windowMax || !send(channel, entry)) return;
      waiting.shift();
    }
  }

  /** False when the channel turned out to be dead: nothing was sent then. */
  function send(on: ConfirmChannel, entry: Entry): boolean {
    const { queue, body, messageId, headers } = entry.message;
    const number = (lastNumber += 1);
    const options: Options.Publish = { persistent: true, mandatory: true, correlationId: String(number) };
    if (messageId !== undefined) options.messageId = messageId;
    if (headers !== undefined) options.headers = headers;
    connection?.cork();
    try {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      on.sendToQueue(queue, bytes, options, (error: unknown) => onAnswer(on, number, entry, error));
    } catch (error) {
      if (error instanceof IllegalOperationError) {
        channel = null;
        return false;
      }
      // A message that cannot be encoded: the caller's mistake, nothing was sent.
      settle(entry, toError(error));
      return true;
    }
    entry.endTick = tick + TICKS + 1;
    unconfirmed.set(number, entry);
    return true;
  }

  /** The broker's answer, or the end of the channel, which amqplib reports to each message in the same way. */
  function onAnswer(from: ConfirmChannel, number: number, entry: Entry, error: unknown): void {
    unconfirmed.delete(number);
    settle(entry, outcomeOf(from, entry, error));
    pump();
    if (unconfirmed.size === 0) onIdle?.();
  }

  function outcomeOf(from: ConfirmChannel, entry: Entry, error: unknown): AppError | null {
    const { queue } = entry.message;
    if (entry.isReturned) return amqpError('AMQP_RETURNED', `there is no queue "${queue}"`);
    if (error === null) return null;
    if (from === channel) return amqpError('AMQP_NACKED', `the queue "${queue}" refused a message`, error);
    return amqpError('AMQP_CONNECTION_LOST', 'the connection was lost before the confirm', error);
  }

  function onTick(): void {
    tick += 1;
    for (let entry = waiting.peek(); entry !== undefined && entry.endTick <= tick; entry = waiting.peek()) {
      waiting.shift();
      const why = channel === null ? 'no connection to rabbitmq' : 'no place in the publishing window';
      settle(entry, amqpError('AMQP_UNAVAILABLE', `${why} within ${timeoutMs} ms`));
    }
    // Oldest first. One that timed out keeps its place until the broker answers or the channel dies: else a broker that
    // went silent would fill our memory with the messages of one window after the other.
    for (const entry of unconfirmed.values()) {
      if (entry.endTick > tick) break;
      if (entry.isSettled) continue;
      settle(entry, amqpError('AMQP_CONFIRM_TIMEOUT', `no confirm within ${timeoutMs} ms`));
    }
    giveUpWhenStuck();
    if (waiting.size() > 0 || unconfirmed.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }

  function giveUpWhenStuck(): void {
    const oldest = unconfirmed.values().next().value;
    if (oldest === undefined || unconfirmed.size < windowMax) return;
    const isOverdue = tick - oldest.endTick >= TICKS * (STUCK_AFTER_TIMEOUTS - 1);
    // A broker in alarm has said so, and takes everything up again when it is over: another connection helps nobody.
    if (isOverdue && connection?.isBlocked() === false) connection.abort();
  }

  return {
    publish(message) {
      if (isClosed) return Promise.reject(amqpError('AMQP_UNAVAILABLE', 'the publisher is closed'));
      timer ??= setInterval(onTick, Math.max(1, Math.round(timeoutMs / TICKS)));
      return new Promise((resolve, reject) => {
        waiting.push({
          message,
          resolve,
          reject,
          endTick: tick + TICKS + 1,
          isSettled: false,
          isReturned: false,
        });
        pump();
      });
    },
    unconfirmedCount: () => unconfirmed.size,
    waitingCount: () => waiting.size(),
    channelUp(opened, on) {
      channel = opened;
      connection = on;
      // A message to a missing queue comes back, and is acked after that: the confirm alone says nothing.
      opened.on('return', (returned) => {
        const entry = unconfirmed.get(Number(returned.properties.correlationId));
        if (entry === undefined) return;
        entry.isReturned = true;
        onReturned(entry.message.queue);
      });
      // Before amqplib's own listener, which fails all unconfirmed messages: they must find the channel gone.
      opened.prependListener('close', () => {
        if (channel === opened) channel = null;
      });
      pump();
    },
    close() {
      isClosed = true;
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
        settle(entry, amqpError('AMQP_UNAVAILABLE', 'the publisher was closed'));
      }
      if (unconfirmed.size === 0) return Promise.resolve();
      return new Promise((resolve) => {
        onIdle = resolve;
      });
    },
  };
}
