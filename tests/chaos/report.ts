import type { Healed } from './injuries.js';
import { PARTS, type Injury, type Plan } from './plan.js';
import type { Verdict } from './verdict.js';

/** What a run of the kill suite came to. */
export interface Report {
  plan: Plan['name'];
  seed: string;
  services: readonly string[];
  healed: readonly Healed[];
  verdict: Verdict;
  /** Times that a process ended without having been killed by the suite. */
  unplannedEndings: number;
  loadSeconds: number;
  drainSeconds: number;
}

/** Numbers of a report that a test looks at. */
export interface ReportTotals {
  events: number;
  /** At healthy webhooks. */
  deliveries: number;
  lost: number;
  duplicates: number;
  /** Of the deliveries to healthy webhooks. */
  duplicateShare: number;
  faults: number;
  /** Of the online shop, by their end. */
  operationEnds: Record<string, number>;
  fewestKills: number;
  /** Times that a process ended which nobody had killed. */
  unplannedEndings: number;
}

/** A crash may duplicate what was in flight; more than this is something else. */
const DUPLICATE_SHARE_MAX = 0.005;

/** What a run has to be: nothing lost, nothing wrong, few duplicates, and no process that ended by itself. */
export function hasPassed(totals: ReportTotals): boolean {
  const { lost, faults, unplannedEndings, duplicateShare } = totals;
  return lost === 0 && faults === 0 && unplannedEndings === 0 && duplicateShare < DUPLICATE_SHARE_MAX;
}

export function totalsOf({ verdict, healed, unplannedEndings }: Report): ReportTotals {
  const healthy = verdict.hooks.filter((hook) => hook.healthy);
  const deliveries = healthy.reduce((sum, hook) => sum + hook.received, 0);
  const duplicates = healthy.reduce((sum, hook) => sum + hook.repeatedAtMs.length, 0);
  const kills = PARTS.map(
    (part) => healed.filter(({ injury }) => injury.kind === 'kill' && injury.part === part).length,
  );
  return {
    events: verdict.events,
    deliveries,
    lost: verdict.lost.length,
    duplicates,
    duplicateShare: deliveries === 0 ? 0 : duplicates / deliveries,
    faults: verdict.faults.length,
    operationEnds: verdict.operationEnds,
    fewestKills: Math.min(...kills),
    unplannedEndings,
  };
}

const WORDS: Record<Injury['kind'], string> = {
  kill: 'SIGKILL',
  stop: 'SIGSTOP 10 s',
  cut: 'connections cut',
};

/** The report as Markdown: a row for each part and what was done to it, then the sums. */
export function reportTable(report: Report): string {
  const { healed, verdict } = report;
  const repeats = verdict.hooks.filter((hook) => hook.healthy).flatMap((hook) => hook.repeatedAtMs);
  const lost = verdict.lost.map((one) => one.occurredAtMs ?? 0);
  const rows = PARTS.flatMap((part) =>
    (['kill', 'stop', 'cut'] as const).flatMap((kind) => {
      const group = healed.filter(({ injury }) => injury.part === part && injury.kind === kind);
      if (group.length === 0) return [];
      const times = group.map((one) => one.recoveryMs).sort((a, b) => a - b);
      const seconds = (ms = 0) => (ms / 1_000).toFixed(1);
      const during = (instants: readonly number[]) =>
        instants.filter((at) => group.some((one) => one === lastBefore(healed, at))).length;
      return [
        [
          part,
          WORDS[kind],
          String(group.length),
          seconds(times[times.length >> 1]),
          seconds(times.at(-1)),
          String(during(repeats)),
          String(during(lost)),
        ],
      ];
    }),
  );
  const totals = totalsOf(report);
  const flaky = verdict.hooks.filter((hook) => !hook.healthy);
  return [
    ...table(['part', 'injury', 'times', 'back after, median s', 'worst s', 'duplicates', 'lost'], rows),
    '',
    ...table(
      ['sum', ''],
      [
        ['committed events', count(totals.events)],
        ['deliveries to healthy webhooks', count(totals.deliveries)],
        ['lost', count(totals.lost)],
        [
          'duplicates (same `webhook-id`)',
          `${count(totals.duplicates)} (${(totals.duplicateShare * 100).toFixed(2)} %)`,
        ],
        ...flaky.map((hook) => [
          'deliveries to the failing webhook: delivered / dead after the last tier',
          `${count(hook.delivered)} / ${count(hook.dead)}`,
        ]),
        [
          'fiscal operations of the online shop, by their end',
          Object.entries(totals.operationEnds)
            .sort(([, a], [, b]) => b - a)
            .map(([end, times]) => `${end} ${count(times)}`)
            .join(', '),
        ],
        ['other faults', count(totals.faults)],
        ['processes that ended by themselves', count(report.unplannedEndings)],
        ['under load / until everything had arrived', `${report.loadSeconds} s / ${report.drainSeconds} s`],
        ['seed', report.seed],
      ],
    ),
  ].join('\n');
}

/** The injury during, or after, which something happened. */
function lastBefore(healed: readonly Healed[], atMs: number): Healed | undefined {
  return healed.filter((one) => one.atMs <= atMs).at(-1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
