import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `--cpu-prof` writes, as far as we look at it. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const TOP_FUNCTIONS = 25;

/** Where each process's time went: by package, and the functions with the most time of their own. */
export function printProfiles(folder: string): string {
  return readdirSync(folder)
    .map((name) => {
      const files = readdirSync(join(folder, name)).map((file) => join(folder, name, file));
      return files.map((file) => `${name}\n${summaryOf(JSON.parse(readFileSync(file, 'utf8')) as Profile)}`);
    })
    .flat()
    .join('\n\n');
}

function summaryOf({ nodes, samples, timeDeltas }: Profile): string {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, micros: number): void => {
    sums.set(key, (sums.get(key) ?? 0) + micros);
  };
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id);
    const micros = timeDeltas[index] ?? 0;
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
