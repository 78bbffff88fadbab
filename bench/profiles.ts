import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `--cpu-prof` writes, as far as we look at it. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const TOP_FUNCTIONS = 25;

/** A span of time, as `performance.now` of the bench tells it. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/**
 * Where each process's time went within the spans: by package, and the functions with the most time of their own.
 * @param startedMs when each process was started; its profile begins there
 */
export function printProfiles({
  folder,
  startedMs,
  spans,
}: {
  folder: string;
  startedMs: ReadonlyMap<string, number>;
  spans: readonly Span[];
}): string {
  return readdirSync(folder)
    .flatMap((name) => {
      const offset = startedMs.get(name) ?? 0;
      const own = spans.map(({ fromMs, toMs }) => ({ fromMs: fromMs - offset, toMs: toMs - offset }));
      return readdirSync(join(folder, name)).map((file) => {
        const profile = JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as Profile;
        return `${name}\n${summaryOf(profile, own)}`;
      });
    })
    .join('\n\n');
}

function summaryOf({ nodes, samples, timeDeltas }: Profile, spans: readonly Span[]): string {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, micros: number): void => {
    sums.set(key, (sums.get(key) ?? 0) + micros);
  };
  let busy = 0;
  let atMs = 0;
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id);
    const micros = timeDeltas[index] ?? 0;
    atMs += micros / 1000;
    if (!spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs)) continue;
    if (!frame || frame.functionName === '(idle)') continue;
    busy += micros;
    const place = packageOf(frame.functionName, frame.url);
    add(byPackage, place, micros);
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${place}:${frame.lineNumber + 1}`, micros);
  }
  const list = (sums: Map<string, number>, max: number): string =>
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, max)
      .map(([key, micros]) => `  ${((100 * micros) / busy).toFixed(1).padStart(5)} %  ${key}`)
      .join('\n');
  return `busy ${(busy / 1e6).toFixed(2)} s\n${list(byPackage, TOP_FUNCTIONS)}\n  --\n${list(byFunction, TOP_FUNCTIONS)}`;
}

/** The room a function lives in: a package, a module of Node's, or V8 itself. */
function packageOf(functionName: string, url: string): string {
  if (url === '') return functionName.startsWith('(') ? 'engine' : 'built in';
  if (url.startsWith('node:')) return url;
  const external = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1];
  return external ?? /(?:libs|apps)\/.*$/.exec(url)?.[0].replace('/dist', '') ?? url;
}
