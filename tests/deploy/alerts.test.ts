import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { topologyFor } from '@kassahook/amqp/topology';
import { API_SETTINGS, composeApi } from '@kassahook/api/compose';
import { composeDeliverer, DELIVERER_SETTINGS } from '@kassahook/deliverer/compose';
import { DEFAULT_LADDER_MS } from '@kassahook/domain/ladder';
import { composeNotifier, NOTIFIER_SETTINGS } from '@kassahook/notifier/compose';
import { testContext } from '@kassahook/testing/composeContext';

/** Nobody listens there: a composition opens nothing before it is started. */
const NOWHERE = {
  POSTGRES_URL: 'postgres://127.0.0.1:1/db',
  MONGO_URL: 'mongodb://127.0.0.1:1/db',
  REDIS_URL: 'redis://127.0.0.1:1',
  RABBITMQ_URL: 'amqp://127.0.0.1:1',
};
const ALERTS = readFileSync('deploy/prometheus/alerts.yml', 'utf8');
const expressions = [...ALERTS.matchAll(/expr: (?:\|\n((?: {10}.+\n)+)|(.+))/g)].map(
  ([, block, line]) => block ?? line ?? '',
);

/** By process: the names that it exposes, with a histogram's parts. */
const exposed = new Map<string, Set<string>>();
beforeAll(async () => {
  const contexts = {
    api: testContext('api', API_SETTINGS, NOWHERE),
    notifier: testContext('notifier', NOTIFIER_SETTINGS, NOWHERE),
    deliverer: testContext('deliverer', DELIVERER_SETTINGS, NOWHERE),
  };
  composeApi(contexts.api);
  composeNotifier(contexts.notifier);
  composeDeliverer(contexts.deliverer);
  for (const [name, { metrics }] of Object.entries(contexts)) {
    const types = [...(await metrics.render()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    const parts = types.flatMap(([, metric = '', type]) =>
      type === 'histogram' ? [`${metric}_bucket`, `${metric}_sum`, `${metric}_count`] : [metric],
    );
    exposed.set(name, new Set(parts));
  }
});

describe('the alerts for Prometheus', () => {
  it('when a name is in an expression, then a process exposes it', () => {
    const all = new Set([...exposed.values()].flatMap((names) => [...names]));
    const named = new Set(expressions.flatMap((text) => text.match(/\bkassahook_\w+/g) ?? []));
    expect(expressions).toHaveLength(ALERTS.match(/- alert: /g)?.length ?? 0);
    expect(named.size).toBeGreaterThanOrEqual(8);
    expect([...named].filter((name) => !all.has(name))).toEqual([]);
  });

  it('when a queue is in an expression, then it is one of the topology’s', () => {
    const queues = topologyFor({ ladderMs: DEFAULT_LADDER_MS }).queues.map(({ name }) => name);
    const exact = expressions.flatMap((text) =>
      [...text.matchAll(/queue="([^"]+)"/g)].map(([, name]) => name),
    );
    expect(exact).toContain('dead');
    expect(exact.filter((name) => !queues.includes(name ?? ''))).toEqual([]);
    const patterns = expressions.flatMap((text) =>
      [...text.matchAll(/queue=~"([^"]+)"/g)].map(([, one]) => one),
    );
    for (const pattern of patterns) {
      const isMatch = (name: string) =>
        new RegExp(`^(?:${(pattern ?? '').replaceAll('\\\\', '\\')})$`).test(name);
      expect([pattern, queues.filter(isMatch).length > 0]).toEqual([pattern, true]);
    }
  });
});

describe('the cache of subscriptions', () => {
  it.each(['api', 'notifier', 'deliverer'])('when it runs in the %s, then its hits are counted', (name) => {
    // Only the notifier's were: that Redis was slow for deliverers could not be seen.
    expect([...(exposed.get(name) ?? [])]).toContain('kassahook_subscription_cache_total');
  });
});
