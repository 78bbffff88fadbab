import { KassahookError } from '@kassahook/client';

/** The API's words for what was wrong with each field, by its path; empty when it named none. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof KassahookError) || !error.data) return {};
  return { ...error.data };
}

/** The status that an error came with; 0 when no answer came. */
export function statusOf(error: unknown): number {
  return error instanceof KassahookError ? error.status : 0;
}
