import type { SecretBox } from '@kassahook/platform/secretBox';

/** Signing secrets in plain text. */
export interface SigningSecrets {
  current: string;
  /** Signs as well until then; null when no rotation overlaps. */
  previous: { secret: string; until: Date } | null;
}

/** What a row keeps of its secrets, encrypted. */
export interface SealedSecrets {
  sealedSecret: string;
  previousSealedSecret: string | null;
  previousSecretUntil: Date | null;
}

/** The sealed secrets that sign now, the current one first, and when the next of them ends (Unix ms; null: none does). */
export function secretsNow(row: SealedSecrets, nowMs: number): { sealed: string[]; endsAtMs: number | null } {
  const { sealedSecret, previousSealedSecret: previous, previousSecretUntil: until } = row;
  if (previous === null || until === null || until.getTime() <= nowMs) {
    return { sealed: [sealedSecret], endsAtMs: null };
  }
  return { sealed: [sealedSecret, previous], endsAtMs: until.getTime() };
}

/** The same in plain text. */
export function openedSecrets(row: SealedSecrets, nowMs: number, secretBox: SecretBox): SigningSecrets {
  const { sealed, endsAtMs } = secretsNow(row, nowMs);
  const [current = '', previous] = sealed.map((text) => secretBox.open(text));
  return {
    current,
    previous:
      previous === undefined || endsAtMs === null ? null : { secret: previous, until: new Date(endsAtMs) },
  };
}

/**
 * What the row keeps after a rotation. Of two rotations within an overlap the first secret is dropped with the second: two sign at
 * most.
 * @param rotation.overlapMs how long the old secret goes on signing; 0 ends it at once
 */
export function rotatedSecrets(
  { sealedSecret }: SealedSecrets,
  { sealed, overlapMs, nowMs }: { sealed: string; overlapMs: number; nowMs: number },
): SealedSecrets {
  const overlaps = overlapMs > 0;
  return {
    sealedSecret: sealed,
    previousSealedSecret: overlaps ? sealedSecret : null,
    previousSecretUntil: overlaps ? new Date(nowMs + overlapMs) : null,
  };
}
