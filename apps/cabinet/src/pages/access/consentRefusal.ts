import type { ParseKeys } from 'i18next';
import { CONSENT_REFUSALS, type ConsentRefusal } from '@kassahook/contracts/oauth';

/** Why a request that leads nowhere was refused. */
export const REFUSAL_WORDS = {
  app: 'consent.refused.app',
  address: 'consent.refused.address',
  request: 'consent.refused.request',
} as const satisfies Readonly<Record<ConsentRefusal, ParseKeys<'access'>>>;

/** What an application is to hear: as the API says it (apps/api/src/oauth/authorization.ts), and in the page's words. */
const REASONS: readonly (readonly [RegExp, ParseKeys<'access'>])[] = [
  [/^only response_type=code/, 'consent.reasons.responseType'],
  [/^scope must be/, 'consent.reasons.scope'],
  [/needs PKCE/, 'consent.reasons.pkceMissing'],
  [/^PKCE is supported with/, 'consent.reasons.pkceMethod'],
];

/** The words for what is wrong with an application's request; general ones for what is not known here. */
export function reasonWords(message: string): ParseKeys<'access'> {
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'consent.reasons.other';
}

/** What the API's address for browsers said of a request that leads nowhere; null for a request that can be asked about. */
export function refusalIn(search: string): ConsentRefusal | null {
  const said = new URLSearchParams(search).get('refused');
  return said === null ? null : (CONSENT_REFUSALS.find((refusal) => refusal === said) ?? 'request');
}

/** The same, of the error that the page itself was answered with. */
export function refusalOf({ code, message }: { code: string; message: string }): ConsentRefusal {
  if (code === 'invalid_client') return 'app';
  return message.startsWith('redirect_uri is not one') ? 'address' : 'request';
}
