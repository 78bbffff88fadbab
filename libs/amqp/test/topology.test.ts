import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { printTopology } from '@kassahook/amqp/printTopology';
import { queueArguments, topologyFor, topologyProblems, type QueueSpec } from '@kassahook/amqp/topology';
import { DEFAULT_LADDER_MS } from '@kassahook/domain/ladder';

const topology = topologyFor({ ladderMs: DEFAULT_LADDER_MS });
const named = (name: string) => topology.queues.find((queue) => queue.name === name);
const problemsOf = (...queues: QueueSpec[]) => topologyProblems({ queues });

describe('topologyFor', () => {
  it('when the ladder is the default one, then each tier above 0 and each parking delay has a queue of its own', () => {
    expect(topology.queues.map(({ name }) => name)).toEqual([
      'events',
      'deliver.first',
      'deliver.retry',
      'deliver.paced',
      'deliver.batch',
      'delay.60000',
      'delay.600000',
      'delay.3600000',
      'delay.86400000',
      'park.2000',
      'park.10000',
      'park.30000',
      'park.60000',
      'park.120000',
      'park.300000',
      'pace.500',
      'pace.2000',
      'pace.10000',
      'pace.60000',
      'pace.600000',
      'dead',
    ]);
  });

  it('when two rungs have one delay, then they share its queue', () => {
    const { queues } = topologyFor({ ladderMs: [0, 500, 500, 900], parkDelaysMs: [] });
    expect(queues.map(({ name }) => name).filter((name) => name.startsWith('delay'))).toEqual([
      'delay.500',
      'delay.900',
    ]);
  });

  it('when a queue holds work, then what cannot be processed is kept in dead, at least once', () => {
    for (const name of ['events', 'deliver.first', 'deliver.retry']) {
      expect(queueArguments(named(name)!)).toEqual({
        'x-queue-type': 'quorum',
        'x-delivery-limit': 50,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': 'dead',
        'x-dead-letter-strategy': 'at-least-once',
        'x-overflow': 'reject-publish',
      });
    }
  });

  it('when a queue delays, then its messages go on to the retry queue, at least once', () => {
    expect(queueArguments(named('delay.3600000')!)).toEqual({
      'x-queue-type': 'quorum',
      'x-message-ttl': 3_600_000,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': 'deliver.retry',
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    });
  });

  it('when any queue is declared, then it uses nothing that some RabbitMQ from 3.10 to 4.x refuses', () => {
    const used = new Set(topology.queues.flatMap((queue) => Object.keys(queueArguments(queue))));
    for (const refused of ['x-queue-mode', 'x-queue-version', 'x-expires', 'x-max-priority']) {
      expect(used).not.toContain(refused);
    }
  });

  it('when a delay is not one, then nothing is made', () => {
    expect(() => topologyFor({ ladderMs: [0, 1.5] })).toThrow(
      'bad topology: queue "delay.1.5" has a bad delay',
    );
    expect(() => topologyFor({ ladderMs: [0], parkDelaysMs: [2_000, 2_000] })).toThrow('same name');
    expect(() => topologyFor({ ladderMs: [0], parkDelaysMs: [5_000_000_000] })).toThrow('bad delay');
  });
});

describe('topologyProblems', () => {
  it.each<[string, QueueSpec[]]>([
    [
      'two queues have the same name',
      [
        { name: 'a', holds: '' },
        { name: 'a', holds: '' },
      ],
    ],
    ['queue "" has a bad name', [{ name: '', holds: '' }]],
    ['queue "amq.x" has a bad name', [{ name: 'amq.x', holds: '' }]],
    ['queue "a" would drop what expires', [{ name: 'a', holds: '', ttlMs: 10 }]],
    ['queue "a" has a bad delivery limit', [{ name: 'a', holds: '', deliveryLimit: 0 }]],
    ['queue "a" hands over to "b", which is missing', [{ name: 'a', holds: '', deadLetterTo: 'b' }]],
    ['queue "a" hands over in a circle', [{ name: 'a', holds: '', deadLetterTo: 'a' }]],
  ])('when %s, then it says so', (problem, queues) => {
    expect(problemsOf(...queues)).toEqual([problem]);
  });
});

describe('docs/topology.md', () => {
  it('when the topology changes, then its printing must too (npm run topology)', () => {
    const printed = readFileSync(join(process.cwd(), 'docs', 'topology.md'), 'utf8');
    expect(printed).toBe(printTopology(topology));
  });
});
