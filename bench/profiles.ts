import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown } from './report.js';

/** What `--cpu-prof` writes, as far as we look at it. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const TOP_FUNCTIONS = 25;
/** A room with less than this share of all time is summed up with the others of its kind. */
const SMALLEST_SHARE = 0.01;
const THE_REST = 'everything else';

/** A span of time, as `performance.now` of the bench tells it. */
export interface Span {
  fromMs: number;
  toMs: number;
}

export interface ProfilesOptions {
  /** One folder per process, with its profile. */
  folder: string;
  /** When each process was started; its profile begins there. */
  startedMs: ReadonlyMap<string, number>;
  /** What of the time counts. */
  spans: readonly Span[];
  /** CPU seconds of each process within the spans, by the kernel's account. */
  cpu: ReadonlyMap<string, number>;
  /** What was taken in within the spans, and what was delivered. */
  events: number;
  deliveries: number;
}

/** Where the time of one process went, µs. */
interface Spent {
  name: string;
  byRoom: Map<string, number>;
  byFunction: Map<string, number>;
}

/**
 * Where each process's time went within the spans: a table by package, µs of CPU per event, and for each process the functions with the
 * most time of their own. A profile says how a process's time was shared out, the kernel how much it was: a sample also counts while the
 * process waits for a core. So the table's sums are the kernel's.
 */
export function printProfiles(options: ProfilesOptions): string {
  const all = readdirSync(options.folder).flatMap((name) => spentOf(name, options));
  return [roomsTable(all, options), ...all.map(functionsOf)].join('\n\n');
}

function spentOf(name: string, { folder, startedMs, spans }: ProfilesOptions): Spent[] {
  const offset = startedMs.get(name) ?? 0;
  const own = spans.map(({ fromMs, toMs }) => ({ fromMs: fromMs - offset, toMs: toMs - offset }));
  return readdirSync(join(folder, name)).map((file) => {
    const profile = JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as Profile;
    return { name, ...sumsOf(profile, own) };
  });
}

function sumsOf({ nodes, samples, timeDeltas }: Profile, spans: readonly Span[]): Omit<Spent, 'name'> {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const byRoom = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let atMs = 0;
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id);
    const micros = timeDeltas[index] ?? 0;
    atMs += micros / 1000;
    if (!spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs)) continue;
    if (!frame || frame.functionName === '(idle)') continue;
    const room = roomOf(frame.functionName, frame.url);
    add(byRoom, room, micros);
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${room}:${frame.lineNumber + 1}`, micros);
  }
  return { byRoom, byFunction };
}

/** Rooms by processes, µs per event; the last lines are the sum of those above them. */
function roomsTable(profiles: readonly Spent[], { cpu, events, deliveries }: ProfilesOptions): string {
  const all = profiles.map(({ name, byRoom }) => {
    const scale = ((cpu.get(name) ?? 0) * 1e6) / sumOf([...byRoom.values()]);
    return { name, byRoom: new Map([...byRoom].map(([room, micros]) => [room, micros * scale])) };
  });
  const whole = sumOf(all.flatMap(({ byRoom }) => [...byRoom.values()]));
  const rooms = new Map<string, number>();
  for (const { byRoom } of all) for (const [room, micros] of byRoom) add(rooms, kindOf(room), micros);
  const large = [...rooms].filter(([, micros]) => micros >= SMALLEST_SHARE * whole);
  const names = large.sort(([, a], [, b]) => b - a).map(([room]) => room);
  const lineOf = (title: string, holds: (room: string) => boolean, count = events): string[] => {
    const columns = all.map(({ byRoom }) =>
      sumOf([...byRoom].filter(([room]) => holds(kindOf(room))).map(([, micros]) => micros)),
    );
    return [title, ...[...columns, sumOf(columns)].map((micros) => (micros / count).toFixed(1))];
  };
  return markdown(
    ['µs of CPU per event', ...all.map(({ name }) => name), 'all'],
    [
      ...names.map((name) => lineOf(name, (room) => room === name)),
      lineOf(THE_REST, (room) => !names.includes(room)),
      lineOf('sum', () => true),
      lineOf('sum per delivery', () => true, deliveries),
    ],
  );
}

function functionsOf({ name, byFunction, byRoom }: Spent): string {
  const busy = sumOf([...byRoom.values()]);
  const lines = [...byFunction]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP_FUNCTIONS)
    .map(([key, micros]) => `  ${((100 * micros) / busy).toFixed(1).padStart(5)} %  ${key}`);
  return [`${name}: busy ${(busy / 1e6).toFixed(2)} s`, ...lines].join('\n');
}

/** The room a function lives in: a package, a module of Node's, a file of ours, or V8 itself. */
function roomOf(functionName: string, url: string): string {
  if (url === '') return functionName.startsWith('(') ? `V8 ${functionName}` : 'V8 built in';
  if (url.startsWith('node:')) return url;
  const external = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1];
  return external ?? /(?:libs|apps)\/.*$/.exec(url)?.[0].replace('/dist', '') ?? url;
}

/** Files of ours by their workspace, Node's modules by their first word: the table is of parts, not of files. */
function kindOf(room: string): string {
  if (room.startsWith('node:')) return /^node:(?:internal\/)?[a-z_0-9]+/.exec(room)?.[0] ?? room;
  return /^(?:libs|apps)\/[^/]+/.exec(room)?.[0] ?? room;
}

function add(sums: Map<string, number>, key: string, micros: number): void {
  sums.set(key, (sums.get(key) ?? 0) + micros);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
