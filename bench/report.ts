import { IDLE, OTHERS } from './cpuAccount.js';
import type { BurstResult } from './measure.js';
import type { Arrivals } from './protocol.js';
import type { Scenario } from './scenarios.js';

/** One scenario, measured. */
export interface Row {
  scenario: Scenario;
  burst: BurstResult;
  steady: Arrivals;
  steadyEventsPerSecond: number;
  /** Requests per second of the bare loop, the mean of the rounds before and after the row. */
  bare: number;
}

/** The table, in Markdown, so that it can go into a document as it is. */
export function printTable(rows: readonly Row[]): string {
  const head = [
    'webhooks',
    'events',
    'deliveries',
    'lost',
    'repeated',
    'seconds',
    'deliveries/s',
    'events/s',
    'of the bare loop',
    'steady events/s',
    'p50 ms',
    'p95 ms',
    'p99 ms',
  ];
  const lines = rows.map(({ scenario, burst, steady, steadyEventsPerSecond, bare }) => [
    scenario.name,
    burst.posted.accepted,
    burst.arrivals.deliveries,
    burst.expected - burst.arrivals.deliveries,
    burst.arrivals.repeats,
    burst.seconds.toFixed(1),
    Math.round(burst.deliveriesPerSecond),
    Math.round(burst.posted.accepted / burst.seconds),
    (burst.deliveriesPerSecond / bare).toFixed(3),
    Math.round(steadyEventsPerSecond),
    ...Object.values(steady.latencyMs).map((ms) => Math.round(ms)),
  ]);
  return markdown(head, lines);
}

/** CPU time by process, per event and per delivery, in microseconds. */
export function printCpu(rows: readonly Row[]): string {
  const known = [...new Set(rows.flatMap(({ burst }) => [...burst.cpu.keys()]))];
  const names = known.filter((name) => name !== OTHERS && name !== IDLE);
  const micro = (seconds: number, count: number): string => String(Math.round((seconds * 1e6) / count));
  const head = ['process', ...rows.flatMap(({ scenario }) => [`${scenario.name}: µs/event`, 'µs/delivery'])];
  const cells = (cpuOf: (burst: BurstResult) => number): string[] =>
    rows.flatMap(({ burst }) => [
      micro(cpuOf(burst), burst.posted.accepted),
      micro(cpuOf(burst), burst.arrivals.deliveries),
    ]);
  const line = (name: string): string[] => [name, ...cells((burst) => burst.cpu.get(name) ?? 0)];
  const all = cells(({ cpu }) => names.reduce((sum, name) => sum + (cpu.get(name) ?? 0), 0));
  const lines = [...names.map(line), ['all of these', ...all], line(OTHERS), line(IDLE)];
  return markdown(head, lines);
}

/** A table of Markdown; all columns but the first are numbers. */
export function markdown(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => String(line[column]).length)),
  );
  const row = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell, column) => String(cell)[column === 0 ? 'padEnd' : 'padStart'](widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [row(head), rule, ...lines.map(row)].join('\n');
}
