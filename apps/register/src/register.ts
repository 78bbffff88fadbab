import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { Random } from '@kassahook/platform/randomness';
import type { DeviceAnswer } from './deviceClient.js';
import type { RegisterIdentity } from './identity.js';
import { makeDocument, nextStep } from './nextDocument.js';
import type { OutgoingDocument, RegisterState } from './registerState.js';
import { shiftNumberTaken } from './shiftNumberTaken.js';

/** Receipts that the whole floor may still make. */
export interface Quota {
  isEmpty(): boolean;
  take(): void;
}

export interface RegisterDeps {
  identity: RegisterIdentity;
  send: (document: OutgoingDocument) => Promise<DeviceAnswer>;
  save: (state: RegisterState) => Promise<void>;
  /** When the next customer comes, unix ms. */
  nextCustomerAt: (nowMs: number) => number;
  quota: Quota;
  clock: Clock;
  random: Random;
  logger: Logger;
  shiftReceiptsMax: number;
  /** Hears of every sending. */
  onExchange: (document: OutgoingDocument, answer: DeviceAnswer) => void;
}

/** One virtual register. */
export interface Register {
  /** Works until it has sold out or `signal` says stop; a sending under way is let finish. Rejects only when it cannot save. */
  run(state: RegisterState, signal: AbortSignal): Promise<void>;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** Creates a register: make a document, write it down, send it until it is answered, make the next. */
export function createRegister(deps: RegisterDeps): Register {
  const { identity, send, save, nextCustomerAt, quota, clock, random, logger, onExchange } = deps;

  /** Grows to ten seconds; up to half of it is left to chance, so that registers do not come back in step. */
  async function pause(failures: number, signal: AbortSignal): Promise<void> {
    const fullMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 16), LONGEST_PAUSE_MS);
    await sleep(fullMs * (1 - random() / 2), signal);
  }

  /** Sends the same document until somebody answers; null when told to stop. */
  async function sendUntilAnswered(
    document: OutgoingDocument,
    signal: AbortSignal,
  ): Promise<Exclude<DeviceAnswer, { kind: 'unanswered' }> | null> {
    const startedMs = clock.now();
    for (let sendings = 1; !signal.aborted; sendings += 1) {
      const answer = await send(document);
      onExchange(document, answer);
      const { kind, shift, number } = document;
      const line = { register: identity.index, document: kind, shift, number, sendings };
      if (answer.kind !== 'unanswered') {
        const ms = clock.now() - startedMs;
        if (answer.kind === 'accepted') logger.info({ ...line, ms }, 'document.accepted');
        else logger.error({ ...line, ms, reason: answer.reason }, 'document.refused');
        return answer;
      }
      if (sendings === 1) logger.warn({ ...line, reason: answer.reason }, 'document.unanswered');
      await pause(sendings, signal);
    }
    return null;
  }

  async function run(first: RegisterState, signal: AbortSignal): Promise<void> {
    let state = first;
    let refusals = 0;
    while (!signal.aborted) {
      if (state.outgoing) {
        const answer = await sendUntilAnswered(state.outgoing, signal);
        if (!answer) return;
        const { kind } = state.outgoing;
        state = settle(state, state.outgoing, answer);
        if (answer.kind === 'refused') {
          refusals += 1;
          await pause(refusals, signal);
        } else if (kind === 'receipt') refusals = 0; // a new shift alone is no progress
        continue; // told to stop meanwhile?
      }
      let step = nextStep(state, conditions());
      if (step === 'receipt') {
        const stopped = await sleep(nextCustomerAt(clock.now()) - clock.now(), signal);
        if (stopped) break;
        step = nextStep(state, conditions()); // the last receipt may have gone to another register, the day may be over
        if (step === 'receipt') quota.take();
      }
      if (step === 'finished') {
        logger.info({ register: identity.index, receipts: state.receiptsMade }, 'register.finished');
        break;
      }
      state = makeDocument(step, state, { identity, nowMs: clock.now() });
      await save(state);
    }
    await save(state);
  }

  const conditions = () => ({
    nowMs: clock.now(),
    shiftReceiptsMax: deps.shiftReceiptsMax,
    soldOut: quota.isEmpty(),
  });

  return { run };
}

/**
 * The state after an answer. A refused document is left behind, and its shift with it: a register whose memory and the journal
 * disagree starts a new shift instead of repeating what will never be taken. So does one that opened a shift whose number was
 * used before (its memory was lost).
 */
function settle(
  state: RegisterState,
  document: OutgoingDocument,
  answer: Exclude<DeviceAnswer, { kind: 'unanswered' }>,
): RegisterState {
  const settled = { ...state, outgoing: null };
  if (answer.kind === 'refused') return { ...settled, shift: null };
  if (document.kind === 'shiftOpening' && shiftNumberTaken(document.body, answer.document)) {
    // Doubling: a journal of a thousand shifts is passed in ten steps.
    return { ...settled, shift: null, lastShiftNumber: state.lastShiftNumber * 2 };
  }
  return settled;
}

/** Sleeps; true when the signal ended it. */
async function sleep(ms: number, signal: AbortSignal): Promise<boolean> {
  if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
  return signal.aborted;
}
