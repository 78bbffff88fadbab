import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import type { Random } from '@kassahook/platform/randomness';
import type { DeviceAnswer, DeviceClient } from './deviceClient.js';
import { acceptance, completion, failure, type PrintError } from './fiscalDocuments.js';
import type { RegisterIdentity } from './identity.js';
import { makeDocument, nextStep } from './nextDocument.js';
import { createOperationInbox } from './operationInbox.js';
import type { OutgoingDocument, RegisterState, TakenOperation } from './registerState.js';
import { shiftNumberTaken } from './shiftNumberTaken.js';

/** Receipts that the whole floor may still make. */
export interface Quota {
  isEmpty(): boolean;
  take(): void;
}

/** How the printer of fiscal operations behaves. */
export interface PrinterHabits {
  printMinMs: number;
  printMaxMs: number;
  /** Shares of operations, from 0 to 1. */
  paperOutRate: number;
  offlineRate: number;
  /** How long a register that lost its connection says nothing. */
  offlineMs: number;
}

export interface RegisterDeps {
  identity: RegisterIdentity;
  send: (document: OutgoingDocument) => Promise<DeviceAnswer>;
  nextOperation: (signal: AbortSignal) => ReturnType<DeviceClient['next']>;
  printer: PrinterHabits;
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

const PAPER_OUT: PrintError = { code: 'PaperOutError', message: 'the register is out of paper' };
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/** Creates a register: make a document, write it down, send it until it is answered, make the next. */
export function createRegister(deps: RegisterDeps): Register {
  const { identity, send, save, nextCustomerAt, quota, clock, random, logger, onExchange, printer } = deps;
  const inbox = createOperationInbox({ next: deps.nextOperation, pause });

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

  /** Now and then the connection is gone, with an operation in hand: shops and leases must live with it. */
  async function maybeOffline(signal: AbortSignal): Promise<void> {
    if (random() >= printer.offlineRate) return;
    logger.warn({ register: identity.index, ms: printer.offlineMs }, 'register.offline');
    await sleep(printer.offlineMs, signal);
  }

  /** Prints an accepted operation; null when told to stop before the paper moved. */
  async function print(
    state: RegisterState,
    operation: TakenOperation,
    signal: AbortSignal,
  ): Promise<RegisterState | null> {
    await maybeOffline(signal);
    const printMs = printer.printMinMs + random() * (printer.printMaxMs - printer.printMinMs);
    const { shift } = state;
    if ((await sleep(printMs, signal)) || !shift) return null;
    if (random() < printer.paperOutRate) return failure(state, operation, PAPER_OUT);
    return completion(state, operation, { shift, identity, nowMs: clock.now() });
  }

  /** Waits for the next customer or the next operation, whoever comes first; true when the signal ended it. */
  async function somebodyComes(waitMs: number, signal: AbortSignal): Promise<boolean> {
    const arrival = inbox.arrival(signal);
    const over = new AbortController();
    const stop = (): void => over.abort();
    signal.addEventListener('abort', stop, { once: true });
    await Promise.race([arrival, sleep(waitMs, over.signal)]);
    signal.removeEventListener('abort', stop);
    over.abort();
    return signal.aborted;
  }

  async function run(first: RegisterState, stopped: AbortSignal): Promise<void> {
    // A register that has sold out stops asking, too.
    const working = new AbortController();
    const stop = (): void => working.abort(stopped.reason);
    if (stopped.aborted) stop();
    stopped.addEventListener('abort', stop, { once: true });
    try {
      await work(first, working.signal);
    } finally {
      stopped.removeEventListener('abort', stop);
      stop();
    }
  }

  async function work(first: RegisterState, signal: AbortSignal): Promise<void> {
    let state = first;
    let refusals = 0;
    let customerAtMs: number | null = null;
    while (!signal.aborted) {
      if (state.outgoing) {
        const answer = await sendUntilAnswered(state.outgoing, signal);
        if (!answer) return;
        const { kind }: OutgoingDocument = state.outgoing;
        state = settle(state, state.outgoing, answer);
        if (answer.kind === 'refused') {
          refusals += 1;
          await pause(refusals, signal);
        } else if (kind === 'receipt') refusals = 0; // a new shift alone is no progress
        continue; // told to stop meanwhile?
      }
      let step = nextStep(state, conditions());
      if (step === 'operation' && state.operation) {
        const printed = await print(state, state.operation, signal);
        if (!printed) break;
        state = printed;
        await save(state);
        continue;
      }
      if (step === 'receipt') {
        customerAtMs ??= nextCustomerAt(clock.now());
        if (await somebodyComes(customerAtMs - clock.now(), signal)) break;
        const operation = inbox.take();
        if (operation) {
          await maybeOffline(signal);
          state = acceptance(state, operation);
          await save(state);
          continue;
        }
        customerAtMs = null;
        step = nextStep(state, conditions()); // the last receipt may have gone to another register, the day may be over
        if (step === 'receipt') quota.take();
      }
      if (step === 'operation' || step === 'finished') {
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
 * used before (its memory was lost). An operation that is not this register's any more costs no shift; its receipt, if it is printed, is
 * reported as any other.
 */
function settle(
  state: RegisterState,
  document: OutgoingDocument,
  answer: Exclude<DeviceAnswer, { kind: 'unanswered' }>,
): RegisterState {
  const settled = { ...state, outgoing: null };
  if (answer.kind === 'refused') {
    const { kind, shift, number, instead } = document;
    if (kind === 'acceptance' || kind === 'failure') return { ...settled, operation: null };
    if (instead) return { ...settled, outgoing: { kind: 'receipt', shift, number, ...instead } };
    return { ...settled, shift: null };
  }
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
