import { runProcess } from '@kassahook/platform/lifecycle';
import { createReleasers } from '@kassahook/platform/releasers';
import { untilUp } from '@kassahook/platform/untilUp';

/** The program of `lifecycle.test.ts`; its argument says how it behaves. */
const how = process.argv[2];

void runProcess({
  name: 'program',
  settings: ['RELAY_AGE_MS', 'RELAY_INTERVAL_MS'],
  compose: ({ logger, fail }) => {
    const releasers = createReleasers(logger);
    return {
      checks: {},
      async start(signal) {
        for (const resource of ['postgres', 'amqp', 'consumers']) {
          logger.info({ resource }, 'opened');
          releasers.add(resource, () => {
            logger.info({ resource }, 'closed');
            if (how === 'closingFails' && resource === 'amqp') throw new Error('the socket is gone');
          });
        }
        const attempt = () => Promise.reject(new Error('connect ECONNREFUSED'));
        if (how === 'neverUp') await untilUp({ name: 'rabbitmq', attempt, logger, signal });
        if (how === 'startFails') throw new Error('the topology differs');
        if (how === 'lost') setImmediate(fail, new Error('the consumer was lost and could not be rebuilt'));
        if (how === 'rejects') void Promise.reject(new Error('nobody waited for this'));
      },
      async stop() {
        if (how === 'hangs') await new Promise(() => undefined);
        await releasers.releaseAll();
      },
    };
  },
});
