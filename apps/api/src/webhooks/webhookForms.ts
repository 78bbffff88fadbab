import { z } from 'zod';
import { webhookCreateBody, webhookPatchBody, webhookReplaceBody } from '@kassahook/contracts/webhook';
import { toError, validationFailed } from '@kassahook/platform/errors';
import { validated } from '../http/validate.js';

export interface WebhookFormsDeps {
  /** Why a webhook may not point at this URL; null when it may. */
  urlProblem: (url: string) => string | null;
  /** Throws, with a message for the client, when the text is not a signing secret. */
  parseSecret: (secret: string) => unknown;
}

/** Which webhook a body is about: a body that names another one is a mistake. */
interface Target {
  id: string;
}

/**
 * The bodies of webhooks, read: the form by the contract's schemas, and in the same pass where the URL points and whether the
 * secret is one, so that every failing field is named at once.
 * @throws from each: AppError VALIDATION_FAILED
 */
export function createWebhookForms({ urlProblem, parseSecret }: WebhookFormsDeps) {
  const url = z.string().superRefine((value, context) => {
    const message = urlProblem(value);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
  const secret = z.string().superRefine((value, context) => {
    try {
      parseSecret(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: toError(error).message });
    }
  });
  const createForm = webhookCreateBody.extend({ url, secret: secret.optional() });
  const replaceForm = webhookReplaceBody.extend({ url });
  const patchForm = webhookPatchBody.extend({ url: url.optional() });

  return {
    create: (body: unknown) => validated(createForm, body),
    replace: (body: unknown, target: Target) => sameWebhook(validated(replaceForm, body), target),
    patch: (body: unknown, target: Target) => sameWebhook(validated(patchForm, body), target),
  };
}

/** Checks that a body is about the target, and drops what we show and nobody sets, which a client may send back. */
function sameWebhook<Body extends z.output<typeof webhookPatchBody>>(body: Body, { id }: Target) {
  if (body.id !== undefined && body.id.toLowerCase() !== id) {
    throw validationFailed({ id: 'is not the id in the path' });
  }
  const { id: _id, secret: _secret, createdAt: _createdAt, updatedAt: _updatedAt, ...rest } = body;
  const { disabledReason: _reason, disabledAt: _at, previousSecretValidUntil: _until, ...input } = rest;
  return input;
}
