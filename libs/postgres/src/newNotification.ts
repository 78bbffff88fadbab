import type { NotificationData } from '@kassahook/contracts/notification';

/** What an account is told of a webhook. */
export interface NewNotification {
  accountId: string;
  webhookId: string;
  data: NotificationData;
}
