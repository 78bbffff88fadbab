import { z } from 'zod';
import {
  notificationQuery,
  notificationViewSchema,
  readAllAnswerSchema,
} from '@kassahook/contracts/notification';
import { NEXT_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';

const notification = {
  id: '018f3f80-0000-7000-8000-000000000001',
  kind: 'WEBHOOK_FAILING',
  webhookId: '018f3f4e-9d5e-7c1a-b1a5-3f1f2f3f4f5f',
  message:
    'The webhook https://shop.example/hook has only failed since 2026-03-01 12:00 UTC. ' +
    'Unless something succeeds, it will be switched off at 2026-03-06 12:00 UTC.',
  data: {
    url: 'https://shop.example/hook',
    percent: 50,
    failingSince: '2026-03-01T12:00:00.000Z',
    disableAt: '2026-03-06T12:00:00.000Z',
  },
  createdAt: '2026-03-04T00:00:12.000Z',
  readAt: null,
};

export const notificationOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/notifications',
    operationId: 'listNotifications',
    tag: 'Notifications',
    summary: 'What we told the account, newest first',
    description:
      'A webhook that has only failed for 50, 70 and 90 % of the time after which it is switched off, and one that was switched off by us.',
    scopes: ['read', 'webhooks'],
    query: notificationQuery,
    answers: {
      200: {
        description: 'a page of notifications',
        schema: z.array(notificationViewSchema),
        example: [notification],
        headers: NEXT_HEADER,
      },
    },
  },
  {
    method: 'post',
    path: '/api/notifications/:id/read',
    operationId: 'readNotification',
    tag: 'Notifications',
    summary: 'Mark a notification as read',
    scopes: ['webhooks'],
    params: z.object({ id: z.string() }),
    answers: {
      200: {
        description: 'the notification',
        schema: notificationViewSchema,
        example: { ...notification, readAt: '2026-03-04T08:00:00.000Z' },
      },
    },
  },
  {
    method: 'post',
    path: '/api/notifications/read-all',
    operationId: 'readAllNotifications',
    tag: 'Notifications',
    summary: 'Mark all notifications as read',
    scopes: ['webhooks'],
    answers: {
      200: { description: 'how many were unread', schema: readAllAnswerSchema, example: { read: 3 } },
    },
  },
];
