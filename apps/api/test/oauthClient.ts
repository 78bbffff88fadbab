import { createHash, randomBytes } from 'node:crypto';
import { checkAnswer } from './answerCheck.js';
import type { ApiHarness } from './apiHarness.js';
import type { Browser, BrowserAnswer, Member } from './browser.js';

export const REDIRECT = 'https://shop.example/callback?from=kassa';

/** An application as its maker knows it. */
export interface TestApp {
  id: string;
  secret: string;
}

export async function createApp(
  owner: Member,
  more: { isConfidential?: boolean; redirectUris?: string[] } = {},
): Promise<TestApp> {
  const { status, body } = await owner.browser.call('POST', '/api/oauth2/apps', {
    body: { name: 'Учёт', redirectUris: [REDIRECT], ...more },
  });
  if (status !== 201) throw new Error(`the application was refused: ${JSON.stringify(body)}`);
  const { clientId, clientSecret = '' } = body as { clientId: string; clientSecret?: string };
  return { id: clientId, secret: clientSecret };
}

/** A verifier and its challenge (RFC 7636). */
export function createPkce() {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, asked: { code_challenge: challenge, code_challenge_method: 'S256' } };
}

/** The owner's answer on the consent page. */
export function decide(browser: Browser, query: object, decision = 'allow'): Promise<BrowserAnswer> {
  return browser.call('POST', '/api/oauth2/authorize', {
    body: { redirect_uri: REDIRECT, state: 'st at&e', ...query, decision },
    headers: { accept: 'application/json' },
  });
}

/** What the application finds in its redirect. */
export function redirected(answer: BrowserAnswer): URLSearchParams {
  const { redirectTo } = answer.body as { redirectTo?: string };
  if (redirectTo === undefined) throw new Error(`no redirect: ${JSON.stringify(answer.body)}`);
  return new URL(redirectTo).searchParams;
}

export async function codeFor(browser: Browser, app: TestApp, more: object = {}): Promise<string> {
  return redirected(await decide(browser, { client_id: app.id, ...more })).get('code') ?? '';
}

export interface OAuthAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A call of the application's own server, as a form unless it says otherwise. */
export async function post(
  harness: ApiHarness,
  endpoint: string,
  fields: Readonly<Record<string, string>>,
  { basic, json = false }: { basic?: TestApp; json?: boolean } = {},
): Promise<OAuthAnswer> {
  const answer = await fetch(`http://127.0.0.1:${harness.api.port()}/api/oauth2/${endpoint}`, {
    method: 'POST',
    headers: {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(basic && {
        authorization: `Basic ${Buffer.from(`${basic.id}:${basic.secret}`).toString('base64')}`,
      }),
    },
    body: json ? JSON.stringify(fields) : new URLSearchParams(fields),
  });
  const { status, headers } = answer;
  const text = await answer.text();
  checkAnswer('POST', `/api/oauth2/${endpoint}`, { status, headers, text });
  return { status, headers, body: JSON.parse(text) as Record<string, unknown> };
}

export function credentials(app: TestApp): Record<string, string> {
  return { client_id: app.id, client_secret: app.secret };
}
