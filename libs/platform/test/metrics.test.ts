import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '@kassahook/platform/metrics';

const registry = () => createMetrics({ process: 'deliverer', defaults: false });

describe('metrics', () => {
  it('when they are rendered, then it is Prometheus’ text: help, type, and each line with its process', async () => {
    const metrics = registry();
    metrics.counter('kassahook_things_total', 'things, by kind', ['kind']).inc({ kind: 'small' }, 2);
    metrics.gauge('kassahook_depth', 'how deep').set(7);
    metrics.histogram('kassahook_wait_seconds', 'how long', [0.1, 1]).observe(0.5);
    const lines = (await metrics.render()).split('\n');
    expect(metrics.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(lines).toEqual(
      expect.arrayContaining([
        '# HELP kassahook_things_total things, by kind',
        '# TYPE kassahook_things_total counter',
        'kassahook_things_total{kind="small",process="deliverer"} 2',
        'kassahook_depth{process="deliverer"} 7',
        'kassahook_wait_seconds_bucket{le="0.1",process="deliverer"} 0',
        'kassahook_wait_seconds_bucket{le="1",process="deliverer"} 1',
        'kassahook_wait_seconds_count{process="deliverer"} 1',
      ]),
    );
  });

  it('when a number is read before each scrape and once cannot be, then its last value stays and the others are new', async () => {
    const metrics = registry();
    const depth = metrics.gauge('kassahook_depth', 'how deep');
    const age = metrics.gauge('kassahook_age_seconds', 'how old');
    let now = 1;
    metrics.beforeScrape(() => {
      if (now === 2) return Promise.reject(new Error('the broker is down'));
      depth.set(now);
      return Promise.resolve();
    });
    metrics.beforeScrape(() => {
      age.set(now);
      return Promise.resolve();
    });
    expect(await metrics.render()).toContain('kassahook_depth{process="deliverer"} 1');
    now = 2;
    const text = await metrics.render();
    expect(text).toContain('kassahook_depth{process="deliverer"} 1');
    expect(text).toContain('kassahook_age_seconds{process="deliverer"} 2');
  });

  it('when two registries have a number of the same name, then they do not share it', async () => {
    const [one, other] = [registry(), registry()];
    one.counter('kassahook_things_total', 'things').inc();
    other.counter('kassahook_things_total', 'things');
    expect(await one.render()).toContain('kassahook_things_total{process="deliverer"} 1');
    expect(await other.render()).toContain('kassahook_things_total{process="deliverer"} 0');
  });

  it('when a name is given twice in one process, then that is an error at once', () => {
    const metrics = registry();
    metrics.gauge('kassahook_depth', 'how deep');
    expect(() => metrics.gauge('kassahook_depth', 'how deep')).toThrow(/already been registered/);
  });

  it('when Node’s own are asked for, then they are there', async () => {
    const metrics = createMetrics({ process: 'api', defaults: true });
    expect(await metrics.render()).toContain('nodejs_eventloop_lag_seconds{process="api"}');
    metrics.clear();
    expect((await metrics.render()).trim()).toBe('');
  });
});
