import { IllegalOperationError, type Channel, type ConsumeMessage } from 'amqplib';

/**
 * How a message ends. `requeue`: not now, give it to somebody again, which newer brokers (4.3) do not count as a failure;
 * `fail`: give it again and count it towards the delivery limit; `reject`: to the dead letters.
 */
export type Settlement = 'ack' | 'requeue' | 'fail' | 'reject';

/**
 * What one channel owes the broker. A settlement after the channel died is dropped: the broker has taken the message back.
 * Nothing confirms an ack: when a channel is closed right after its last acks, a busy quorum queue (more than 32 of
 * them not yet applied) may give those messages out again, marked as redelivered.
 */
export interface Settlements {
  received(message: ConsumeMessage): void;
  settle(message: ConsumeMessage, how: Settlement): void;
  /** Sends the acks that were gathered. */
  flush(): void;
}

/**
 * Gathers the acks of one turn of the event loop into as few frames as possible. An ack "up to this tag" is used for those
 * below the lowest tag that is still open, so it never covers a message that nobody settled.
 * Measured with 20,000 messages of 1 KB, prefetch 200: 9-13 µs of CPU per message received and acked, instead of 16-18.
 */
export function createSettlements(channel: Channel, cork: () => void): Settlements {
  /** In the order of arrival, which is the order of tags: the first one is the lowest. */
  const openTags = new Set<number>();
  let acks: ConsumeMessage[] = [];

  function flush(): void {
    if (acks.length === 0) return;
    const batch = acks;
    acks = [];
    const lowestOpen = openTags.values().next().value ?? Infinity;
    let upTo: ConsumeMessage | null = null;
    const single: ConsumeMessage[] = [];
    for (const message of batch) {
      if (tagOf(message) > lowestOpen) single.push(message);
      else if (upTo === null || tagOf(message) > tagOf(upTo)) upTo = message;
    }
    cork();
    send(() => {
      if (upTo !== null) channel.ack(upTo, true);
      for (const message of single) channel.ack(message);
    });
  }

  return {
    received: (message) => openTags.add(tagOf(message)),
    settle(message, how) {
      openTags.delete(tagOf(message));
      switch (how) {
        case 'ack':
          if (acks.push(message) === 1) setImmediate(flush);
          return;
        case 'requeue':
          send(() => channel.nack(message, false, true));
          return;
        case 'fail':
          send(() => channel.reject(message, true));
          return;
        case 'reject':
          send(() => channel.nack(message, false, false));
          return;
        default:
          return assertNever(how);
      }
    },
    flush,
  };
}

function tagOf(message: ConsumeMessage): number {
  return message.fields.deliveryTag;
}

function send(frames: () => void): void {
  try {
    frames();
  } catch (error) {
    if (!(error instanceof IllegalOperationError)) throw error;
  }
}

function assertNever(value: never): never {
  throw new Error(`unexpected settlement: ${String(value)}`);
}
