import { z } from 'zod';
import { ownQuery } from './ownQuery.js';
import { queryFlag } from './queryFlag.js';
import { listPlace, pageLimit } from './queryInstant.js';

/** A webhook has only failed for a part of the time after which it is switched off. */
const failing = z.object({
  kind: z.literal('WEBHOOK_FAILING'),
  url: z.string(),
  /** How much of that time is over: 50, 70 or 90. */
  percent: z.int(),
  failingSince: z.string(),
  disableAt: z.string(),
});

/** A webhook was switched off by us. */
const disabled = z.object({
  kind: z.literal('WEBHOOK_DISABLED'),
  url: z.string(),
  /** `GONE`: it answered 410. `FAILING`: nothing but failures for too long. */
  reason: z.string(),
  disabledAt: z.string(),
});

export const notificationDataSchema = z.discriminatedUnion('kind', [failing, disabled]);
export type NotificationData = z.infer<typeof notificationDataSchema>;
export type NotificationKind = NotificationData['kind'];

/** The query of `GET /api/notifications`. */
export const notificationQuery = ownQuery({
  unread: queryFlag.optional(),
  limit: pageLimit(200, 50),
  before: listPlace.optional(),
});

export const notificationViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['WEBHOOK_FAILING', 'WEBHOOK_DISABLED']),
  webhookId: z.string().nullable(),
  /** For people; `data` is for programs. */
  message: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});
export type NotificationView = z.infer<typeof notificationViewSchema>;

/** The answer to `POST /api/notifications/read-all`. */
export const readAllAnswerSchema = z.object({ read: z.int() });
