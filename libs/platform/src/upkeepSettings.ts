import { z } from 'zod';
import { url, whole } from './settingForms.js';

/** The settings of what runs beside the deliveries: jobs, mail, retention, switching off. */
export const UPKEEP_SETTINGS = {
  JOBS_PARALLEL_MAX: whole(1, 100)
    .default(2)
    .describe('jobs (recover, replay) that all notifiers together work on at once'),
  JOB_PUBLISH_PER_SECOND: whole(1, 10_000)
    .default(50)
    .describe('messages that one job may publish in a second, to the queue of retries'),
  JOB_QUEUE_DEPTH_MAX: whole(0, 1_000_000)
    .default(1_000)
    .describe('jobs pause while more messages than this wait in the queue of retries'),
  UPKEEP_INTERVAL_MS: whole(50, 3_600_000)
    .default(60_000)
    .describe('how often failing webhooks are looked at and notifications are mailed'),
  SMTP_URL: url('smtp', 'smtps')
    .or(z.literal(''))
    .default('')
    .describe('mail server for notifications and password resets; empty: nothing is mailed'),
  MAIL_FROM: z
    .string()
    .max(320)
    .default('kassahook <noreply@localhost>')
    .describe('sender of what is mailed'),
  RETENTION_DAYS: whole(1, 36_500).default(30).describe('how long events and their attempts are kept'),
  RETENTION_JOBS_DAYS: whole(1, 36_500).default(30).describe('how long jobs that have ended are kept'),
  RETENTION_NOTIFICATIONS_DAYS: whole(1, 36_500).default(90).describe('how long notifications are kept'),
  RETENTION_AUDIT_DAYS: whole(1, 36_500).default(400).describe('how long entries of the audit log are kept'),
  RETENTION_STATS_MINUTE_DAYS: whole(1, 36_500).default(3).describe('how long statistics by minute are kept'),
  RETENTION_STATS_HOUR_DAYS: whole(1, 36_500).default(90).describe('how long statistics by hour are kept'),
  RETENTION_STATS_DAY_DAYS: whole(1, 36_500).default(730).describe('how long statistics by day are kept'),
  AUTO_DISABLE_HOURS: whole(0, 8_760)
    .default(120)
    .describe('how long nothing but failures switches a webhook off; 0 = never'),
} as const;
