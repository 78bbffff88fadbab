import { hash as argon2Hash, parseOptions, verify as argon2Verify } from '@node-rs/argon2';
import { AppError } from './errors.js';

/** OWASP's first choice for argon2id (the library's default kind): 19 MiB, two passes, one lane; about 30 ms of a core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Node has four threads for such work; two stay free for name look-ups and files. */
const RUNNING_MAX = 2;
/** Three seconds of work. More than that is an attack or a broken client: told to come back. */
const WAITING_MAX = 100;

/** Hashes people's passwords. */
export interface Passwords {
  /** @throws AppError OVERLOADED (503) when too many wait */
  hash(password: string): Promise<string>;
  /**
   * Takes the same work whether there is a hash or none, so that time does not tell whether a user exists.
   * @param stored null for a user who is unknown
   * @throws AppError OVERLOADED (503) when too many wait
   */
  matches(password: string, stored: string | null): Promise<boolean>;
  /** True for a hash that was made with another cost than today's. */
  isOutdated(stored: string): boolean;
}

/** Creates the hashing: argon2id off the main thread, at most two at once. */
export function createPasswords(): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;
  let decoy: Promise<string> | null = null;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= RUNNING_MAX) {
      if (waiting.length >= WAITING_MAX) {
        throw new AppError('too many passwords are being checked', {
          code: 'OVERLOADED',
          status: 503,
          retryable: true,
        });
      }
      await new Promise<void>((resolve) => waiting.push(resolve)); // whoever ends hands its place over
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  const hash = (password: string) => inTurn(() => argon2Hash(normalised(password), COST));

  return {
    hash,
    async matches(password, stored) {
      decoy ??= hash('nobody has this password');
      const target = stored !== null && costOf(stored) ? stored : await decoy;
      const isRight = await inTurn(() => argon2Verify(target, normalised(password)));
      return isRight && target === stored;
    },
    isOutdated(stored) {
      const cost = costOf(stored);
      return (
        !cost ||
        cost.memoryCost !== COST.memoryCost ||
        cost.timeCost !== COST.timeCost ||
        cost.parallelism !== COST.parallelism
      );
    },
  };
}

/** One person's `й` is one character, another keyboard's two (NIST SP 800-63B, 5.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

function costOf(stored: string) {
  try {
    return parseOptions(stored);
  } catch {
    return null; // not a hash of ours: matches nothing
  }
}
