import { newToken } from '@kassahook/platform/tokens';
import { checkAnswer } from './answerCheck.js';
import type { ApiHarness } from './apiHarness.js';

/** What a browser's call came to. Redirects are shown, not followed. */
export interface BrowserAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

interface BrowserCall {
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Sends a write without the header that our pages send. */
  withoutCsrfHeader?: boolean;
}

/** A page of ours in a browser: keeps cookies and sends what our pages send. Answers are checked against the OpenAPI document. */
export interface Browser {
  call(method: string, path: string, call?: BrowserCall): Promise<BrowserAnswer>;
  /** The session cookie as `name=value`; null without one. */
  cookie(): string | null;
  setCookie(cookie: string | null): void;
}

export const PASSWORD = 'correct horse battery';

/** A settings record for tests that make many accounts from one address. */
export const OPEN_DOORS = {
  SESSION_COOKIE_SECURE: 'false',
  SIGN_UPS_PER_ADDRESS: '10000',
  LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
  PASSWORD_RESETS_PER_ADDRESS: '10000',
};

export function createBrowser(harness: Pick<ApiHarness, 'api'>): Browser {
  let cookie: string | null = null;
  return {
    cookie: () => cookie,
    setCookie: (value) => void (cookie = value),
    async call(method, path, { body, headers, withoutCsrfHeader = false } = {}) {
      const answer = await fetch(`http://127.0.0.1:${harness.api.port()}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          'sec-fetch-site': 'same-origin',
          ...(cookie !== null && { cookie }),
          ...(!withoutCsrfHeader && { 'x-kassahook-csrf': '1' }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        cookie = /=$/.test(pair) ? null : pair;
      }
      if (answer.headers.get('content-type')?.startsWith('text/event-stream') === true) {
        // It has no end; what it says is tested where streams are.
        await answer.body?.cancel();
        return { status: answer.status, headers: answer.headers, body: {} };
      }
      const text = await answer.text();
      // The few words of a redirect are for people without a browser.
      const { status } = answer;
      const isRedirect = status >= 300 && status < 400;
      checkAnswer(method, path, { status, headers: answer.headers, text: isRedirect ? '' : text });
      const parsed: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {};
      return { status, headers: answer.headers, body: parsed as Record<string, unknown> };
    },
  };
}

export interface Member {
  browser: Browser;
  email: string;
  userId: number;
  accountId: string;
}

/** Signs a new person up, who then is the owner of an account of his own, logged in. */
export async function signUp(harness: Pick<ApiHarness, 'api'>): Promise<Member> {
  const browser = createBrowser(harness);
  const email = `${newToken().slice(3, 20).toLowerCase()}@example.com`;
  const { status, body } = await browser.call('POST', '/api/auth/sign-up', {
    body: { name: 'Анна Демидова', email, password: PASSWORD },
  });
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  const { user, account } = body as { user: { id: number }; account: { id: string } };
  return { browser, email, userId: user.id, accountId: account.id };
}
