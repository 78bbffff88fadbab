import { AppError } from '@kassahook/platform/errors';

/** More of something than a quota allows: 429, answered with Retry-After. */
export class QuotaExhausted extends AppError {
  /** @param retryAfterMs for how many ms there is none left */
  constructor(
    message: string,
    readonly retryAfterMs: number,
  ) {
    super(message, { code: 'RATE_LIMITED', status: 429 });
  }
}
