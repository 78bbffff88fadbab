import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram } from 'prom-client';

/** One registry per process, so that two apps in one test do not share numbers. Names carry their units (Prometheus' custom). */
export interface Metrics {
  counter<Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
  ): Counter<Label>;
  gauge<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  histogram<Label extends string = never>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels?: readonly Label[],
  ): Histogram<Label>;
  /** Runs before each scrape: for numbers that are read, not counted. A failure leaves the last value. */
  beforeScrape(read: () => Promise<void>): void;
  /** The exposition text. */
  render(): Promise<string>;
  readonly contentType: string;
  clear(): void;
}

/** Seconds, from 1 ms to a minute: attempts and commit-to-attempt latency both live here. */
export const LATENCY_BUCKETS_SECONDS: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];

export interface MetricsOptions {
  /** Label on every line. */
  process: string;
  /** Also Node's own: event loop delay, heap, handles. Off in tests that do not look at them. */
  defaults: boolean;
}

/** Creates a registry. */
export function createMetrics({ process, defaults }: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  if (defaults) collectDefaultMetrics({ register: registry });
  const readers: (() => Promise<void>)[] = [];
  const registers = [registry];
  return {
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: labels, registers }),
    gauge: (name, help, labels = []) => new Gauge({ name, help, labelNames: labels, registers }),
    histogram: (name, help, buckets, labels = []) =>
      new Histogram({ name, help, buckets: [...buckets], labelNames: labels, registers }),
    beforeScrape(read) {
      readers.push(read);
    },
    async render() {
      await Promise.allSettled(readers.map((read) => read()));
      return registry.metrics();
    },
    contentType: registry.contentType,
    clear: () => registry.clear(),
  };
}
