import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { demoPaths } from './demoPaths.js';

/** What a running `npm run up` tells others. */
export interface DemoState {
  pid: number;
  ready: boolean;
  /** The board, once ready. */
  board: string;
}

/** The state of the running demo; null when none runs (also when it was killed and left its file). */
export function readDemoState(): DemoState | null {
  try {
    const state = JSON.parse(readFileSync(demoPaths.stateFile, 'utf8')) as DemoState;
    process.kill(state.pid, 0);
    return state;
  } catch {
    return null;
  }
}

/** Writes the state so that a reader sees the old one or the new one, never half of it. */
export function writeDemoState(state: DemoState): void {
  const draft = `${demoPaths.stateFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(state));
  renameSync(draft, demoPaths.stateFile);
}

/** Forgets the state. */
export function clearDemoState(): void {
  rmSync(demoPaths.stateFile, { force: true });
}
