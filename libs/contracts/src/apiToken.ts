import { z } from 'zod';
import { plainText } from './plainText.js';
import { TOKEN_SCOPES } from './tokenScope.js';

/** What a person may put into a token; `device` comes with a register only. */
export const GRANTABLE_SCOPES = ['read', 'write', 'webhooks', 'account'] as const;

const name = plainText(1, 256);

/** `POST /api/tokens`. Without `expiresAt` the token has no end. */
export const tokenCreateBody = z.object({
  name,
  scopes: z
    .array(z.enum(GRANTABLE_SCOPES))
    .min(1, 'must name at least one scope')
    .max(GRANTABLE_SCOPES.length, 'names a scope twice')
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: z.iso.datetime({ offset: true, error: 'must be an instant in ISO 8601' }).nullish(),
});
export type TokenCreateBody = z.infer<typeof tokenCreateBody>;

/** `PATCH /api/tokens/:id` */
export const tokenPatchBody = z.object({ name: name.optional() });

/** A token as lists show it: never the token itself. */
export const tokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  createdAt: z.iso.datetime(),
  /** Null: never. */
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute; null: not yet. */
  lastUsedAt: z.iso.datetime().nullable(),
  /** The member whom it acts for; its rights end with his. */
  userId: z.int().nullable(),
  /** The register that reports with it. */
  deviceId: z.int().nullable(),
});
export type TokenView = z.infer<typeof tokenView>;

/** The answer to its creation, the only one that has the token. */
export const createdTokenView = tokenView.extend({ token: z.string() });
