import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ServiceUrls } from '../services/types.js';
import { demoPaths } from './demoPaths.js';
import type { Demo } from './seed.js';

/** For scripts and people: the demo account and where everything is. */
export interface DemoFile extends Demo {
  apiUrl: string;
  /** Where a browser opens the cabinet. */
  cabinetUrl: string;
  /** Takes whatever is sent to it, without a token. */
  inspectorUrl: string;
  databaseUrls: ServiceUrls;
}

/** The demo of the last run; null when there is none. */
export function readDemo(): Demo | null {
  try {
    return JSON.parse(readFileSync(demoPaths.demoFile, 'utf8')) as Demo;
  } catch {
    return null;
  }
}

/** Writes the file so that a reader sees the old one or the new one, never half of it. */
export function writeDemo(content: DemoFile): void {
  const draft = `${demoPaths.demoFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, demoPaths.demoFile);
}
