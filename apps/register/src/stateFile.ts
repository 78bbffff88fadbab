import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { NEW_REGISTER, registerStateSchema, type RegisterState } from './registerState.js';

/** A register's memory on disk. */
export interface StateFile {
  /** The saved state, or a new register's when there is none. */
  load(): Promise<RegisterState>;
  save(state: RegisterState): Promise<void>;
}

/**
 * Creates the file's reader and writer. A save is a new file renamed over the old one: a reader finds the one or the other, never a
 * half. There is no fsync: it is a kill that must not lose a number, and the kernel keeps what a killed process wrote. What a power
 * cut takes, the register finds out from the API (a shift's number that is taken).
 */
export function createStateFile({ path, logger }: { path: string; logger: Logger }): StateFile {
  const temporary = `${path}.new`;
  return {
    async load() {
      await mkdir(dirname(path), { recursive: true });
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (errorCodeOf(error) === 'ENOENT') return null;
        throw error;
      });
      if (text === null) return NEW_REGISTER;
      const state = parse(text);
      if (state) return state;
      logger.warn({ path }, 'register.state_unreadable');
      await rename(path, `${path}.broken`);
      return NEW_REGISTER;
    },
    async save(state) {
      await writeFile(temporary, JSON.stringify(state));
      await rename(temporary, path);
    },
  };
}

function parse(text: string): RegisterState | null {
  try {
    return registerStateSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON
  }
}
