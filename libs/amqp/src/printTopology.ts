import { queueArguments, type QueueSpec, type Topology } from './topology.js';

/** The topology as Markdown: a picture, a table of the queues in our words, and the arguments in RabbitMQ's. */
export function printTopology(topology: Topology): string {
  const { queues } = topology;
  return [
    '# Queues',
    '',
    '<!-- Printed from libs/amqp/src/topology.ts by `npm run topology`; do not edit. -->',
    '',
    'All queues are durable quorum queues, reached by name through the default exchange. Messages are persistent.',
    'A queue with a delay has no consumer: its messages expire and go on to the next queue.',
    '',
    '```mermaid',
    'flowchart LR',
    ...queues.flatMap((queue) => picture(queue)),
    '```',
    '',
    ...table(
      ['queue', 'holds', 'delay', 'redeliveries', 'then goes to'],
      queues.map((queue) => [
        `\`${queue.name}\``,
        queue.holds,
        queue.ttlMs === undefined ? '' : duration(queue.ttlMs),
        queue.deliveryLimit === undefined ? '' : `at most ${queue.deliveryLimit.toLocaleString('en-US')}`,
        queue.deadLetterTo === undefined ? '' : `\`${queue.deadLetterTo}\``,
      ]),
    ),
    '',
    '## Arguments',
    '',
    ...queues.map((queue) => `- \`${queue.name}\`: \`${JSON.stringify(queueArguments(queue))}\``),
    '',
  ].join('\n');
}

function picture({ name, deadLetterTo, ttlMs }: QueueSpec): string[] {
  if (deadLetterTo === undefined) return [];
  const why = ttlMs === undefined ? 'rejected' : duration(ttlMs);
  return [`  ${nodeOf(name)} -- ${why} --> ${nodeOf(deadLetterTo)}`];
}

/** Mermaid's identifiers know no dots. */
function nodeOf(name: string): string {
  return `${name.replace(/\W/g, '_')}["${name}"]`;
}

/** 600000 → "10 min": the largest unit that divides it. */
function duration(ms: number): string {
  const units = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1_000, 's'],
  ] as const;
  const unit = units.find(([size]) => ms % size === 0);
  return unit === undefined ? `${ms} ms` : `${ms / unit[0]} ${unit[1]}`;
}

/** A Markdown table with aligned columns, as prettier wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
