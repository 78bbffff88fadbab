import { z } from 'zod';
import { flag, list, url, whole } from './settingForms.js';

/** An origin is compared as text with what a browser sends: a path or a slash at its end would never match. */
const origins = list.superRefine((items, context) => {
  for (const item of items) {
    if (item === '*' || (URL.canParse(item) && new URL(item).origin === item)) continue;
    context.addIssue({ code: 'custom', message: `"${item}" is not an origin such as https://shop.example` });
  }
});

/** The settings of accounts and access: sessions, logins, rate limits, other origins. */
export const ACCESS_SETTINGS = {
  PUBLIC_URL: z
    .union([z.literal(''), url('http', 'https')])
    .default('')
    .describe(
      'where clients reach the API, e.g. https://api.example; blank: whatever a request names as its host',
    ),
  CABINET_URL: z
    .union([z.literal(''), url('http', 'https')])
    .default('')
    .describe('where the cabinet is, for links, mails and consent pages; blank: the same origin as the API'),
  TRUSTED_PROXIES: whole(0, 10)
    .default(0)
    .describe('proxies before the API whose X-Forwarded-* headers are believed; 0: none'),
  CORS_ORIGINS: origins
    .default([])
    .describe('origins whose pages may call the API, e.g. https://shop.example; * is all; none by default'),
  SIGN_UP_OPEN: flag.default(true).describe('whether strangers may make accounts'),
  SESSION_COOKIE_SECURE: flag
    .default(true)
    .describe('whether the session cookie travels over HTTPS only; false for a demo without TLS'),
  SESSION_IDLE_MS: whole(1_000, 31_536_000_000)
    .default(86_400_000)
    .describe('how long a browser session lives without a request'),
  SESSION_LIFETIME_MS: whole(1_000, 31_536_000_000)
    .default(2_592_000_000)
    .describe('how long a browser session lives at most'),
  LOGIN_ATTEMPTS_PER_ACCOUNT: whole(1, 100_000)
    .default(20)
    .describe('wrong passwords for one e-mail address in 15 minutes'),
  LOGIN_ATTEMPTS_PER_ADDRESS: whole(1, 100_000)
    .default(60)
    .describe('wrong passwords and codes from one network address in 15 minutes'),
  SIGN_UPS_PER_ADDRESS: whole(1, 100_000)
    .default(20)
    .describe('accounts that one network address may make in an hour'),
  PASSWORD_RESETS_PER_ACCOUNT: whole(1, 100_000)
    .default(5)
    .describe('password resets that may be asked for one e-mail address in an hour'),
  PASSWORD_RESETS_PER_ADDRESS: whole(1, 100_000)
    .default(20)
    .describe('password resets that one network address may ask for in an hour'),
  RATE_LIMIT_TOKEN_PER_MINUTE: whole(0, 100_000_000)
    .default(3_000)
    .describe('requests of one token or session in a minute; 0: no limit'),
  RATE_LIMIT_ACCOUNT_PER_MINUTE: whole(0, 100_000_000)
    .default(12_000)
    .describe('requests of all tokens and sessions of one account in a minute, registers apart; 0: no limit'),
  RATE_LIMIT_ADDRESS_PER_MINUTE: whole(0, 100_000_000)
    .default(600)
    .describe('requests without a valid token from one network address in a minute; 0: no limit'),
  RATE_LIMIT_DEVICE_PER_MINUTE: whole(0, 100_000_000)
    .default(60_000)
    .describe('requests of one register in a minute, in each process; 0: no limit'),
} as const;
