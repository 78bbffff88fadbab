import { createHash } from 'node:crypto';
import { join, parse } from 'node:path';
import { systemClock } from '@kassahook/platform/clock';
import type { SettingName } from '@kassahook/platform/env';
import { toError } from '@kassahook/platform/errors';
import type { ComposeContext, Composed } from '@kassahook/platform/lifecycle';
import { systemRandom } from '@kassahook/platform/randomness';
import { createDeviceClient, type DeviceAnswer } from './deviceClient.js';
import { identityOf } from './identity.js';
import { createRegister, type Quota } from './register.js';
import type { OutgoingDocument, RegisterState } from './registerState.js';
import { createPace } from './rhythm.js';
import { createStateFile } from './stateFile.js';

export const REGISTER_SETTINGS = [
  'API_URL',
  'REGISTER_DEVICE_TOKENS',
  'REGISTER_RECEIPTS_PER_MINUTE',
  'REGISTER_COUNT_MAX',
  'REGISTER_SEED',
  'REGISTER_RHYTHM',
  'REGISTER_STATE_FILE',
  'REGISTER_PRINT_MIN_MS',
  'REGISTER_PRINT_MAX_MS',
  'REGISTER_PAPER_OUT_RATE',
  'REGISTER_OFFLINE_RATE',
  'REGISTER_OFFLINE_MS',
] as const satisfies readonly SettingName[];

/** Long enough for a slow API, short enough that a stop, which lets a sending finish, keeps its own limit. */
const SENDING_TIMEOUT_MS = 5_000;
/** With the demo's pace a shift takes some minutes, so that its opening and closing are seen. */
const SHIFT_RECEIPTS_MAX = 50;

/** The shop floor, put together: for each device token a register with its own memory, all of them through one client. */
export function composeRegister(context: ComposeContext<(typeof REGISTER_SETTINGS)[number]>): Composed {
  const { settings, logger, metrics, fail } = context;
  const clock = systemClock;
  const tokens = settings.REGISTER_DEVICE_TOKENS;
  const stopping = new AbortController();
  const client = createDeviceClient({ apiUrl: settings.API_URL, timeoutMs: SENDING_TIMEOUT_MS });
  const sendings = metrics.counter(
    'kassahook_register_sendings_total',
    'documents sent to the device API, by kind and outcome; a repeat counts again',
    ['document', 'outcome'],
  );
  let apiProblem: string | null = 'not asked yet';
  let working: Promise<void>[] = [];

  const floor = tokens.map((token, index) => {
    const stateFile = createStateFile({ path: statePathOf(settings.REGISTER_STATE_FILE, token), logger });
    const nextCustomerAt = createPace({
      perMinute: settings.REGISTER_RECEIPTS_PER_MINUTE / tokens.length,
      rhythm: settings.REGISTER_RHYTHM,
      random: systemRandom,
    });
    const createWith = (quota: Quota) =>
      createRegister({
        identity: identityOf(settings.REGISTER_SEED, index),
        send: (document) => client.send(token, document),
        nextOperation: (signal) => client.next(token, signal),
        printer: {
          printMinMs: settings.REGISTER_PRINT_MIN_MS,
          printMaxMs: Math.max(settings.REGISTER_PRINT_MIN_MS, settings.REGISTER_PRINT_MAX_MS),
          paperOutRate: settings.REGISTER_PAPER_OUT_RATE,
          offlineRate: settings.REGISTER_OFFLINE_RATE,
          offlineMs: settings.REGISTER_OFFLINE_MS,
        },
        save: (state) => stateFile.save(state),
        nextCustomerAt,
        quota,
        clock,
        random: systemRandom,
        logger,
        shiftReceiptsMax: SHIFT_RECEIPTS_MAX,
        onExchange,
      });
    return { stateFile, createWith };
  });

  function onExchange(document: OutgoingDocument, answer: DeviceAnswer): void {
    sendings.inc({ document: document.kind, outcome: answer.kind });
    apiProblem = answer.kind === 'unanswered' ? answer.reason : null;
  }

  return {
    async start() {
      if (floor.length === 0) logger.warn('register.no_device_tokens');
      const states = await Promise.all(floor.map(({ stateFile }) => stateFile.load()));
      const quota = createQuota(settings.REGISTER_COUNT_MAX, states);
      working = floor.map(({ createWith }, index) => {
        const state = states[index];
        if (!state) throw new RangeError(`register ${index} has no state`);
        return createWith(quota)
          .run(state, stopping.signal)
          .catch((error: unknown) => fail(toError(error)));
      });
    },
    async stop() {
      stopping.abort(new Error('the process stops'));
      await Promise.all(working);
      await client.close();
    },
    checks: {
      api: () => (apiProblem === null ? Promise.resolve() : Promise.reject(new Error(apiProblem))),
    },
  };
}

/** The floor's share of receipts; what was made before a restart counts. 0 is no limit. */
function createQuota(countMax: number, states: readonly RegisterState[]): Quota {
  let made = states.reduce((sum, { receiptsMade }) => sum + receiptsMade, 0);
  return {
    isEmpty: () => countMax > 0 && made >= countMax,
    take: () => void (made += 1),
  };
}

/**
 * One file per register, beside each other: `register.json` becomes `register-<mark>.json`. A register's memory follows its token, not
 * the token's place in the list; the mark tells nothing of the token.
 */
function statePathOf(path: string, token: string): string {
  const { dir, name, ext } = parse(path);
  const mark = createHash('sha256').update(token).digest('hex').slice(0, 16);
  return join(dir, `${name}-${mark}${ext}`);
}
