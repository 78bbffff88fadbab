import { z } from 'zod';
import { shownInstant } from './instantText.js';
import { ownQuery } from './ownQuery.js';
import { plainText } from './plainText.js';
import { pageLimit, uuidText } from './queryInstant.js';
import { headerValueProblem } from './webhookHeaders.js';

/*
 * Inspectors: addresses that take whatever is sent to them and show it. What they answer is set by their owner, within what can do no
 * harm on an origin that is ours.
 */

/** Nothing that a browser would show as a page. */
export const INSPECTOR_CONTENT_TYPES = ['application/json', 'text/plain', 'application/xml'] as const;
const HEADERS_MAX = 10;
const BODY_MAX = 16_384;
/** What a receiver may want to say. Everything else could steer a browser or a proxy: cookies, redirects, logins, policies. */
const ALLOWED_NAME = /^(?:retry-after|ratelimit(?:-[a-z]+)*|x-[a-z\d]+(?:-[a-z\d]+)*)$/;
/** Of those that begin with `x-`: what proxies obey, what we write, what browsers heed. */
const REFUSED_NAMES =
  /^x-(?:accel-|sendfile|lighttpd-|litespeed-|reproxy-|frame-|content-|xss-|robots-|dns-|permitted-|ua-|request-id)/;

function answerHeaderProblem(name: string): string | null {
  const lower = name.toLowerCase();
  if (lower.length > 100) return 'the name is longer than 100 characters';
  if (ALLOWED_NAME.test(lower) && !REFUSED_NAMES.test(`${lower}-`)) return null;
  return 'only Retry-After, RateLimit-… and X-… of your own may be set';
}

const headers = z.record(z.string(), z.string()).superRefine((given, context) => {
  const names = Object.keys(given);
  if (names.length > HEADERS_MAX)
    context.addIssue({ code: 'custom', message: `at most ${HEADERS_MAX} headers` });
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    context.addIssue({ code: 'custom', message: 'a header is given twice: case makes no difference' });
  }
  for (const [name, value] of Object.entries(given)) {
    const message = answerHeaderProblem(name) ?? headerValueProblem(value);
    if (message !== null) context.addIssue({ code: 'custom', message, path: [name] });
  }
});

const answerFields = {
  status: z.int().min(200, 'must be 200 to 599').max(599, 'must be 200 to 599'),
  delayMs: z.int().min(0, 'must be 0 to 30000').max(30_000, 'must be 0 to 30000'),
  headers,
  body: z.string().max(BODY_MAX, `must have at most ${BODY_MAX} characters`),
  contentType: z.enum(INSPECTOR_CONTENT_TYPES),
};
export const inspectorAnswer = z.strictObject(answerFields);
export type InspectorAnswer = z.infer<typeof inspectorAnswer>;

export const DEFAULT_INSPECTOR_ANSWER: InspectorAnswer = {
  status: 200,
  delayMs: 0,
  headers: {},
  body: '{"ok":true}',
  contentType: 'application/json',
};

/** The body of `POST` and `PATCH`: what is absent is left as it is, inside `answer` too. */
export const inspectorBody = z.strictObject({
  name: plainText(1, 100).optional(),
  /** The webhook whose secrets check signatures, besides those whose URL is this inspector's; null: none. */
  webhookId: uuidText.nullable().optional(),
  answer: inspectorAnswer.partial().optional(),
});

export const inspectorView = z.object({
  id: z.string(),
  name: z.string(),
  webhookId: z.string().nullable(),
  /** Takes any request. Whoever knows it can send, and read nothing. */
  url: z.string(),
  /** Shows the requests, and nothing else, to whoever knows it. */
  viewUrl: z.string(),
  answer: inspectorAnswer,
  createdAt: shownInstant,
});
export type InspectorView = z.infer<typeof inspectorView>;

/** The name of a request: when it came, in ms, and its number in that millisecond. */
const requestId = z.string().regex(/^\d{1,15}-\d{1,9}$/, 'must be the id of a request');

export const inspectorRequestsQuery = ownQuery({
  limit: pageLimit(100, 50),
  before: requestId.optional(),
});

/** A request as it came. */
export const inspectedRequest = z.object({
  at: shownInstant,
  method: z.string(),
  /** What stood after the `?`; empty without one. */
  query: z.string(),
  /** In the order and spelling in which they came. The value of Cookie is not kept: a browser may have sent what is not meant for here. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The text, or base64 when it is none: see `bodyEncoding`. */
  body: z.string(),
  bodyEncoding: z.enum(['text', 'base64']),
  /** Bytes that came; null when there were more than we read. */
  bytes: z.int().nullable(),
  /** Only the beginning of the body is kept. */
  isTruncated: z.boolean(),
  /** `unknown`: no webhook points here, or the body is longer than we read. */
  signature: z.enum(['verified', 'failed', 'absent', 'unknown']),
  /** Why it is not `verified`; null when it is. */
  signatureReason: z.string().nullable(),
  /** The webhook whose secret signed it; null when none did. */
  webhookId: z.string().nullable(),
  /** What was answered. */
  answer: z.object({ status: z.int(), delayMs: z.int() }),
});
export type InspectedRequest = z.infer<typeof inspectedRequest>;

export const inspectedRequestView = inspectedRequest.extend({ id: z.string() });
export type InspectedRequestView = z.infer<typeof inspectedRequestView>;
