import {
  notificationQuery,
  type NotificationKind,
  type NotificationView,
} from '@kassahook/contracts/notification';
import { notificationText } from '@kassahook/contracts/notificationText';
import { placeText, type ListPlace } from '@kassahook/contracts/queryInstant';
import type { Authenticate } from '../http/authenticate.js';
import { pathParam, principalOf, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';

/** A notification as its store knows it. */
export interface StoredNotification {
  id: string;
  webhookId: string | null;
  kind: NotificationKind;
  data: Record<string, unknown>;
  createdAt: Date;
  readAt: Date | null;
}

export interface NotificationRoutesDeps {
  authenticate: Authenticate;
  notifications: {
    list(query: {
      accountId: string;
      unread?: boolean | undefined;
      before?: ListPlace | undefined;
      limit: number;
    }): Promise<StoredNotification[]>;
    /** Throws AppError NOT_FOUND when the account has none of this id. */
    markRead(accountId: string, id: string): Promise<StoredNotification>;
    markAllRead(accountId: string): Promise<number>;
  };
}

const PATH = '/api/notifications';

/** `/api/notifications`: reading needs `read` or `webhooks`, marking as read `webhooks`. */
export function notificationRoutes({ authenticate, notifications }: NotificationRoutesDeps) {
  const reader = authenticate('read', 'webhooks');
  const manager = authenticate('webhooks');

  return (router: ApiRouter): void => {
    router.get(PATH, reader, async (ctx) => {
      const query = validated(notificationQuery, ctx.query);
      const { accountId } = principalOf(ctx);
      const found = await notifications.list({ ...query, accountId, limit: query.limit + 1 });
      const page = found.slice(0, query.limit);
      const last = page.at(-1);
      if (last && found.length > page.length) {
        ctx.set('X-Next-Before', placeText({ at: last.createdAt, id: last.id }));
      }
      ctx.body = page.map(presentNotification);
    });

    router.post(`${PATH}/read-all`, manager, async (ctx) => {
      ctx.body = { read: await notifications.markAllRead(principalOf(ctx).accountId) };
    });

    router.post(`${PATH}/:id/read`, manager, async (ctx) => {
      const { accountId } = principalOf(ctx);
      ctx.body = presentNotification(await notifications.markRead(accountId, pathParam(ctx, 'id')));
    });
  };
}

function presentNotification(notification: StoredNotification): NotificationView {
  const { id, kind, webhookId, data, createdAt, readAt } = notification;
  return {
    ...{ id, kind, webhookId, data },
    message: notificationText(kind, data).en,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
