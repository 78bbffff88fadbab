import { toError } from './errors.js';
import type { Logger } from './logger.js';

/** What was opened, undone in reverse order. */
export interface Releasers {
  /** Registers how to undo what was just opened. */
  add(name: string, release: () => Promise<void> | void): void;
  /** Undoes all, last opened first; one that fails is logged and does not stop the others. */
  releaseAll(): Promise<void>;
}

/** Creates an empty stack of releasers. */
export function createReleasers(logger: Logger): Releasers {
  const stack: { name: string; release: () => Promise<void> | void }[] = [];
  return {
    add: (name, release) => void stack.push({ name, release }),
    async releaseAll() {
      for (let item = stack.pop(); item; item = stack.pop()) {
        try {
          await item.release();
        } catch (error) {
          logger.error({ err: toError(error), resource: item.name }, 'resource.release_failed');
        }
      }
    },
  };
}
