import { connect, type Channel, type ChannelModel } from 'amqplib';
import { pino } from 'pino';
import { topologyFor, type Topology } from '@kassahook/amqp/topology';
import type { Logger } from '@kassahook/platform/logger';
import { createTestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';

/** A virtual host of the test file's own, with a plain connection beside ours to look at where messages ended. */
export interface TestBroker {
  readonly url: string;
  /** The plain connection's channel. */
  readonly channel: Channel;
  /** The same virtual host through a proxy. */
  urlThrough(port: number): string;
  readonly targetPort: number;
  /** Messages that are ready. */
  ready(queue: string): Promise<number>;
  /** Waits until exactly so many messages are ready. */
  waitReady(queue: string, count: number): Promise<void>;
  /** Takes all messages out of a queue and returns their bodies. */
  take(queue: string): Promise<string[]>;
  drop(): Promise<void>;
}

export async function openTestBroker(): Promise<TestBroker> {
  const namespace = await createTestNamespace(['rabbitmq']);
  const url = namespace.RABBITMQ_URL;
  const model: ChannelModel = await connect(url);
  const channel = await model.createChannel();
  const ready = async (queue: string) => (await channel.checkQueue(queue)).messageCount;
  return {
    url,
    channel,
    targetPort: Number(new URL(url).port || 5672),
    urlThrough(port) {
      const parsed = new URL(url);
      parsed.hostname = '127.0.0.1';
      parsed.port = String(port);
      return parsed.toString();
    },
    ready,
    async waitReady(queue, count) {
      await waitFor(async () => (await ready(queue)) === count, { what: `${count} messages in ${queue}` });
    },
    async take(queue) {
      const bodies: string[] = [];
      for (;;) {
        const message = await channel.get(queue, { noAck: true });
        if (message === false) return bodies;
        bodies.push(message.content.toString());
      }
    },
    async drop() {
      await model.close();
      await namespace.drop();
    },
  };
}

/** The queues of production with delays short enough to wait for. */
export function shortTopology(): Topology {
  return topologyFor({ ladderMs: [0, 200, 400], parkDelaysMs: [300] });
}

export interface LogLine {
  level: number;
  msg: string;
  connection?: string;
  channel?: string;
  reason?: string;
}

/** A logger that keeps its lines. */
export function createLogRecorder(): { logger: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write = (line: string) => {
    lines.push(JSON.parse(line) as LogLine);
  };
  return { logger: pino({ level: 'info' }, { write }), lines };
}
