import type { InspectedRequest, InspectorAnswer } from '@kassahook/contracts/inspector';
import type { LiveFact } from '@kassahook/contracts/live';
import type { Clock } from '@kassahook/platform/clock';
import { AppError, errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { HttpRequest, HttpResponse } from '../httpServer.js';
import type { Delays } from './delays.js';
import { sendRefusal, sendSetAnswer } from './inspectorAnswers.js';
import { addressHashOf } from './inspectorSecrets.js';
import { receivedBody, shownBody } from './receivedBody.js';
import { signatureVerdict, type Signer } from './signatureVerdict.js';

/** An inspector, as far as its address needs it. */
export interface ReceivingInspector {
  id: string;
  accountId: string;
  webhookId: string | null;
  answer: InspectorAnswer;
}

export interface ReceiverDeps {
  /** By the hash of the address's secret; null when there is none. @throws AppError when it cannot be asked now */
  find: (addressHash: string) => Promise<ReceivingInspector | null>;
  /** Takes one request; answers with 0, or for how many ms there is none left. */
  takeQuota: (inspectorId: string) => Promise<number>;
  /** The webhooks that point at this inspector. */
  signersOf: (inspector: ReceivingInspector, addressSecret: string) => Promise<Signer[]>;
  /** Keeps a request; answers with its id. */
  keep: (inspectorId: string, request: InspectedRequest) => Promise<string>;
  tell: (accountId: string, fact: LiveFact) => void;
  delays: Delays;
  clock: Clock;
  logger: Logger;
}

/** Where addresses are. */
export const RECEIVER_PATH = '/i/';
const ADDRESS = /^\/i\/([\w-]{43})(?:\?(.*))?$/s;

const BODY_READ_MAX_BYTES = 1024 * 1024;
const BODY_KEPT_MAX_BYTES = 64 * 1024;
const QUERY_KEPT_MAX = 4_096;
/** Requests whose bodies are in memory at once: 32 MB at worst. */
const RECEIVING_MAX = 32;
/** A browser that follows a link to an address brings our session cookie, which is none of the inspector's owner's business. */
const NOT_KEPT: ReadonlySet<string> = new Set(['cookie']);

/**
 * Creates what stands at the addresses of inspectors: takes any request, keeps and tells it, and answers as the owner has set it. It stands
 * before the API's own application and shares nothing with it: no authentication, no cookie, no CORS, no route. The secret of the
 * address is never logged.
 */
export function createReceiver(deps: ReceiverDeps) {
  const { find, takeQuota, signersOf, keep, tell, delays, clock, logger } = deps;
  let receiving = 0;

  async function take(request: HttpRequest, response: HttpResponse): Promise<void> {
    const [, secret, query = ''] = ADDRESS.exec(request.url ?? '') ?? [];
    const inspector = secret === undefined ? null : await find(addressHashOf(secret));
    if (secret === undefined || !inspector) {
      sendRefusal(response, { status: 404, text: 'there is no inspector here' });
      return;
    }
    const retryAfterMs = await takeQuota(inspector.id);
    if (retryAfterMs > 0) {
      sendRefusal(response, { status: 429, text: 'too many requests', retryAfterMs });
      return;
    }
    const { id, accountId, answer } = inspector;
    const delay = answer.delayMs > 0 ? delays.take(id) : null;
    // What would have to wait and cannot is kept all the same: it came.
    const isOverfull = answer.delayMs > 0 && !delay;
    const given = isOverfull
      ? { status: 503, delayMs: 0 }
      : { status: answer.status, delayMs: answer.delayMs };
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const body = await received(request);
      const headers = pairsOf(request.rawHeaders);
      const verdict = await signatureVerdict(
        { headers: singleHeaders(request.headers), body: body.bytes, isCut: body.isCut },
        () => signersOf(inspector, secret),
      );
      const inspected: InspectedRequest = {
        at: new Date(clock.now()).toISOString(),
        method: request.method ?? '',
        query: query.slice(0, QUERY_KEPT_MAX),
        headers,
        ...shownBody(body.bytes, BODY_KEPT_MAX_BYTES),
        bytes: body.isCut ? null : body.bytes.length,
        ...verdict,
        answer: given,
      };
      const requestId = await keep(id, inspected);
      const { at, method, bytes, signature } = inspected;
      const told = { id: requestId, inspectorId: id, at, method, bytes, signature, status: given.status };
      tell(accountId, { event: 'request', data: told });
      logger.info({ inspectorId: id, accountId, method, bytes, signature, ...given }, 'inspector.received');
      await delay?.wait(answer.delayMs, gone.signal);
      if (isOverfull) {
        sendRefusal(response, {
          status: 503,
          text: 'too many answers wait here',
          retryAfterMs: 1_000,
        });
        return;
      }
      if (body.isCut) response.setHeader('Connection', 'close');
      sendSetAnswer(response, answer);
    } finally {
      delay?.leave();
    }
  }

  async function received(request: HttpRequest) {
    if (receiving >= RECEIVING_MAX) {
      throw new AppError('too many requests are read', {
        code: 'RECEIVER_BUSY',
        status: 503,
        retryable: true,
      });
    }
    receiving += 1;
    try {
      return await receivedBody(request, BODY_READ_MAX_BYTES);
    } finally {
      receiving -= 1;
    }
  }

  function fail(response: HttpResponse, error: unknown): void {
    // A sender that goes away in the middle is no fault.
    if (response.destroyed) return;
    const isLater = error instanceof AppError && error.retryable;
    const level = isLater ? 'warn' : 'error';
    logger[level]({ code: errorCodeOf(error), reason: toError(error).message }, 'inspector.failed');
    sendRefusal(response, {
      ...(isLater ? { status: 503, retryAfterMs: 1_000 } : { status: 500 }),
      text: 'the request could not be kept',
    });
  }

  /** @returns false for a request to anything else */
  return function receive(request: HttpRequest, response: HttpResponse): boolean {
    if (request.url?.startsWith(RECEIVER_PATH) !== true) return false;
    take(request, response).catch((error: unknown) => fail(response, error));
    return true;
  };
}

/** Names and values take turns there. */
function pairsOf(raw: readonly string[]): InspectedRequest['headers'] {
  const pairs: InspectedRequest['headers'] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    pairs.push({ name, value: NOT_KEPT.has(name.toLowerCase()) ? '(not kept)' : value });
  }
  return pairs;
}

function singleHeaders(headers: HttpRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
