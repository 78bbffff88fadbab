import { AppError, toError } from '@kassahook/platform/errors';

/** What can go wrong between us and the broker; all but a topology that does not fit may succeed later. */
export type AmqpErrorCode =
  /** There was no connection in time, or the adapter is closed: the message was not sent. */
  | 'AMQP_UNAVAILABLE'
  /** The channel died before the confirm: the message may or may not be in the queue. */
  | 'AMQP_CONNECTION_LOST'
  /** The confirm did not come in time: the message may or may not be in the queue. */
  | 'AMQP_CONFIRM_TIMEOUT'
  /** There is no such queue; the broker threw the message back. */
  | 'AMQP_RETURNED'
  /** The broker refused the message (a queue is full or in trouble). */
  | 'AMQP_NACKED'
  /** A queue exists with other arguments than ours: only a person can help. */
  | 'AMQP_TOPOLOGY_MISMATCH';

/** An AppError of this adapter. */
export function amqpError(code: AmqpErrorCode, message: string, cause?: unknown): AppError {
  return new AppError(message, {
    code,
    status: 503,
    retryable: code !== 'AMQP_TOPOLOGY_MISMATCH',
    ...(cause !== undefined && { cause }),
  });
}

export interface Bound {
  limitMs: number;
  /** What is bounded, for the error. */
  what: string;
  onLimit?: () => void;
}

/**
 * What `work` gives, or AMQP_UNAVAILABLE after `limitMs`. amqplib bounds nothing: on a peer that went silent its
 * calls hang until the heartbeat notices, a minute or more later.
 */
export async function bounded<T>(work: Promise<T>, { limitMs, what, onLimit }: Bound): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(amqpError('AMQP_UNAVAILABLE', `${what} took longer than ${limitMs} ms`));
      onLimit?.();
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** A word for a log line: the code when there is one, else the message, which amqplib's own errors only have. */
export function reasonOf(thrown: unknown): string {
  if (thrown === undefined) return 'closed by the other side';
  const error = toError(thrown);
  return error.message === '' ? error.name : error.message;
}
