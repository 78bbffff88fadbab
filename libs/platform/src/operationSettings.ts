import { whole } from './settingForms.js';

/** The settings of fiscal operations. */
export const OPERATION_SETTINGS = {
  OPERATION_POLL_WAIT_MS: whole(0, 55_000)
    .default(25_000)
    .describe('the longest that a register waits for its next fiscal operation in one request'),
  OPERATION_POLL_INTERVAL_MS: whole(20, 60_000)
    .default(1_000)
    .describe(
      'how often a waiting register’s queue is looked at; an operation that this API took is seen at once',
    ),
  OPERATION_LEASE_MS: whole(100, 3_600_000)
    .default(60_000)
    .describe('how long a register that was handed an operation may be silent until it is handed out again'),
  OPERATION_LOST_MS: whole(100, 2_592_000_000)
    .default(86_400_000)
    .describe(
      'how long an operation waits for a register that took it and went silent, before it is an error',
    ),
  OPERATION_SWEEP_INTERVAL_MS: whole(50, 3_600_000)
    .default(1_000)
    .describe('how often the notifier looks for operations that are due'),
} as const;
