import { expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createConsumerCore } from '../src/consumer.js';
import type { OpenConnection } from '../src/openConnection.js';

/** A connection whose broker answers `consume` when it is told to. */
function slowBroker() {
  const asked: (() => void)[] = [];
  const cancelled: string[] = [];
  const channel = {
    prefetch: () => Promise.resolve(),
    consume: () =>
      new Promise((resolve) => {
        const consumerTag = `tag ${asked.length + 1}`;
        asked.push(() => resolve({ consumerTag }));
      }),
    cancel: (tag: string) => Promise.resolve(void cancelled.push(tag)),
  };
  const opened = { channel, close: () => Promise.resolve() };
  const connection = { openChannel: () => Promise.resolve(opened), cork: () => undefined };
  return { connection: connection as unknown as OpenConnection, asked, cancelled };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('when it is paused and goes on while the broker is asked for messages, then it is one consumer, which a pause ends', async () => {
  const { connection, asked, cancelled } = slowBroker();
  const core = createConsumerCore(
    { queue: 'events', prefetch: 1, handle: () => undefined },
    createSilentLogger(),
  );
  const opening = core.open(connection);
  await turn();
  await core.pause();
  const resuming = core.resume();
  await turn();
  for (const answer of asked) answer();
  await Promise.all([opening, resuming]);
  expect(asked).toHaveLength(1);
  await core.pause();
  expect(cancelled).toEqual(['tag 1']);
});
