import { Agent, request, type Dispatcher } from 'undici';
import { apiErrorSchema } from '@kassahook/contracts/apiError';
import { handedOperationView } from '@kassahook/contracts/fiscalOperation';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { OutgoingDocument, TakenOperation } from './registerState.js';

/** What became of one sending. */
export type DeviceAnswer =
  /** The document is in the journal, now or since an earlier sending. */
  | { kind: 'accepted'; status: number; document: unknown }
  /** This document will never be taken. */
  | { kind: 'refused'; status: number; reason: string }
  /** Nobody knows whether it was taken: to be sent again. */
  | { kind: 'unanswered'; reason: string };

export interface DeviceClient {
  send(token: string, document: Pick<OutgoingDocument, 'path' | 'body'>): Promise<DeviceAnswer>;
  /** Waits for the next fiscal operation; null when there was none in time, or nobody answered (`reason`). */
  next(
    token: string,
    signal: AbortSignal,
  ): Promise<{ operation: TakenOperation | null; reason: string | null }>;
  close(): Promise<void>;
}

export interface DeviceClientOptions {
  apiUrl: string;
  /** Limit on one sending, answer included, in ms. */
  timeoutMs: number;
}

/** As long as the API lets a register wait by default. */
const NEXT_WAIT_MS = 25_000;
const ANSWER_LIMIT_BYTES = 1024 * 1024;
const NO_CONTENT = 204;
/**
 * Refusals that pass: a token that is not known yet, a request that came too slowly or too early, too many of them. The document
 * is good, so it is sent until it is taken.
 */
const PASSING_STATUSES = new Set([401, 403, 408, 421, 425, 429]);

/** Creates the client of the public device API, as a register's firmware has it. */
export function createDeviceClient({ apiUrl, timeoutMs }: DeviceClientOptions): DeviceClient {
  const base = `${apiUrl.replace(/\/+$/, '')}/api/`;
  const agent = new Agent({ maxResponseSize: ANSWER_LIMIT_BYTES, connect: { timeout: timeoutMs } });

  async function post(token: string, path: string, body: object, signal: AbortSignal): Promise<DeviceAnswer> {
    try {
      const response = await request(`${base}${path}`, {
        method: 'POST',
        dispatcher: agent,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal, // over everything; undici's own limits run per phase
      });
      return await readAnswer(response);
    } catch (error) {
      return { kind: 'unanswered', reason: reasonOf(error) };
    }
  }

  return {
    send: (token, { path, body }) => post(token, path, body, AbortSignal.timeout(timeoutMs)),
    async next(token, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(NEXT_WAIT_MS + timeoutMs)]);
      const answer = await post(token, 'device/operations/next', { waitMs: NEXT_WAIT_MS }, limit);
      if (answer.kind !== 'accepted') return { operation: null, reason: answer.reason };
      if (answer.status === NO_CONTENT) return { operation: null, reason: null };
      const handed = handedOperationView.safeParse(answer.document);
      if (!handed.success) return { operation: null, reason: 'an operation that cannot be read' };
      const { id, lease, receipt } = handed.data;
      return { operation: { id, leaseId: lease.id, receipt }, reason: null };
    },
    close: () => agent.destroy(),
  };
}

async function readAnswer({ statusCode, body }: Dispatcher.ResponseData): Promise<DeviceAnswer> {
  const text = await body.text();
  if (statusCode >= 200 && statusCode < 300) {
    return { kind: 'accepted', status: statusCode, document: parseJson(text) };
  }
  const problem = apiErrorSchema.safeParse(parseJson(text)).data;
  const reason = problem ? `${statusCode} ${problem.code}: ${problem.message}` : String(statusCode);
  const isRefusal = statusCode >= 400 && statusCode < 500 && !PASSING_STATUSES.has(statusCode);
  return isRefusal ? { kind: 'refused', status: statusCode, reason } : { kind: 'unanswered', reason };
}

/** A word for the log. A DOMException (the timeout) has a number for a code, so its name says more. */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException) return error.name;
  return errorCodeOf(error) ?? toError(error).name;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
