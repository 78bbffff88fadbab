import { rotateBody, type RotateAnswer } from '@kassahook/contracts/webhookCare';
import { toError, validationFailed } from '@kassahook/platform/errors';
import type { ApiContext } from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';

export interface SecretRotationDeps {
  newSecret: () => string;
  /** Throws, with a message for the client, when the text is not a signing secret. */
  parseSecret: (secret: string) => unknown;
}

/** What a client asks for who rotates a signing secret, a webhook's or that of callbacks. */
export interface WantedRotation {
  secret: string;
  /** How long the secret that is replaced goes on signing. */
  overlapMs: number;
}

const HOUR_MS = 3_600_000;

/** Creates the reader of requests to rotate a secret. @throws from it: AppError VALIDATION_FAILED */
export function createReadRotation({ newSecret, parseSecret }: SecretRotationDeps) {
  return function readRotation(ctx: ApiContext): WantedRotation {
    const { overlapHours, secret = newSecret() } = validated(rotateBody, bodyOf(ctx) ?? {});
    try {
      parseSecret(secret);
    } catch (error) {
      throw validationFailed({ secret: toError(error).message });
    }
    return { secret, overlapMs: Math.round(overlapHours * HOUR_MS) };
  };
}
export type ReadRotation = ReturnType<typeof createReadRotation>;

/** The answer to a rotation. */
export function presentRotation({
  current,
  previous,
}: {
  current: string;
  previous: { until: Date } | null;
}): RotateAnswer {
  return { secret: current, previousSecretValidUntil: previous?.until.toISOString() ?? null };
}
