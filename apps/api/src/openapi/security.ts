import { ROLE_SCOPES } from '@kassahook/contracts/role';
import { CSRF_HEADER } from '../http/crossSite.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { SESSION_COOKIE } from '../http/sessionCookie.js';

/** Alternatives, any of which lets a request in; of one alternative all parts are needed. */
export type SecurityRequirements = readonly Readonly<Record<string, readonly string[]>>[];

/** For `components.securitySchemes`. */
export const SECURITY_SCHEMES = {
  bearerAuth: { type: 'http', scheme: 'bearer', description: 'an API token, or a register’s' },
  sessionCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE.secure,
    description:
      'a person’s session, as `POST /api/auth/login` sets it; its rights are those of the person’s role. ' +
      `Without HTTPS (SESSION_COOKIE_SECURE=false) its name is \`${SESSION_COOKIE.plain}\`.`,
  },
  csrfHeader: {
    type: 'apiKey',
    in: 'header',
    name: CSRF_HEADER,
    description:
      'with the session cookie every write needs this header, whatever its value: pages of other sites cannot send it. ' +
      'Requests with a token do not need it.',
  },
} as const;

/** No person has them, whatever the role: `device` comes with a register. */
const PERSONS_SCOPES = new Set(Object.values(ROLE_SCOPES).flat());

/** What an operation's caller must bring. */
export function securityOf({ method, scopes, isSessionOnly }: OperationSpec): SecurityRequirements {
  const isWrite = method !== 'get';
  const byToken = isSessionOnly === true ? [] : scopes.map((scope) => ({ bearerAuth: [scope] }));
  const bySession = scopes
    .filter((scope) => PERSONS_SCOPES.has(scope))
    .map((scope) => ({ sessionCookie: [scope], ...(isWrite && { csrfHeader: [] }) }));
  return [...byToken, ...bySession];
}
