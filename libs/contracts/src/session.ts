import { z } from 'zod';
import { emailAddress, plainText } from './plainText.js';
import { ROLES } from './role.js';
import { TOKEN_SCOPES } from './tokenScope.js';

/*
 * Signing up, logging in, and the browser sessions of a person.
 */

const PASSWORD_MAX = 256;
/** NIST SP 800-63B asks for 8 at least and for no rules about kinds of characters; two more cost nobody anything. */
const PASSWORD_MIN = 10;

/** Blanks count: a password is taken as it is typed. */
export const newPassword = z
  .string()
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`);
/** A password that is to be compared: what cannot be one is as wrong as any other, and is not told apart. */
const givenPassword = z.string().max(4_096, 'is too long');

export const signUpBody = z.object({
  name: plainText(1, 256),
  email: emailAddress,
  password: newPassword,
  /** How the account is called; the person's name when absent. */
  accountName: plainText(1, 256).optional(),
});
export type SignUpBody = z.infer<typeof signUpBody>;

export const loginBody = z.object({
  email: z.string().trim().toLowerCase().max(320, 'must have at most 320 characters'),
  password: givenPassword,
});
export type LoginBody = z.infer<typeof loginBody>;

export const passwordChangeBody = z.object({ currentPassword: givenPassword, newPassword });

/** The body of `POST /api/auth/password-reset`. */
export const passwordResetBody = z.object({ email: emailAddress });

/** The body of `POST /api/auth/password-reset/confirm`: the token is what the mailed link has behind `#token=`. */
export const passwordResetConfirmBody = z.object({
  token: z.string().min(1, 'is required').max(200, 'is too long'),
  newPassword,
});

/** Who is logged in, as what, and what that allows. */
export const identityView = z.object({
  user: z.object({ id: z.int(), name: z.string(), email: z.string(), role: z.enum(ROLES) }),
  account: z.object({ id: z.uuid(), name: z.string() }),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
});
export type IdentityView = z.infer<typeof identityView>;

/** A browser session of the caller's own. The id names it and opens nothing. */
export const sessionView = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** When it ends, however busy it is. */
  expiresAt: z.iso.datetime(),
  address: z.string(),
  userAgent: z.string(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof sessionView>;
