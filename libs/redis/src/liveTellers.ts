import type { LiveFact } from '@kassahook/contracts/live';
import type { NotificationData } from '@kassahook/contracts/notification';
import type { Clock } from '@kassahook/platform/clock';
import type { LivePublisher } from './livePublisher.js';

/** What an account was told. */
interface Told {
  id: string;
  accountId: string;
  webhookId: string;
  data: NotificationData;
}

/** Tells watchers what a commit in Postgres changed, in the forms in which that is announced. */
export function createLiveTellers(live: Pick<LivePublisher, 'tell'>, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  return {
    webhooksChanged(accountIds: readonly string[]): void {
      for (const accountId of accountIds) live.tell(accountId, { event: 'webhooks', data: { at: now() } });
    },
    /** Of a webhook that we switched off its health is told as well. */
    notified({ id, accountId, webhookId, data }: Told): void {
      if (data.kind === 'WEBHOOK_DISABLED') {
        const health: LiveFact = {
          event: 'health',
          data: { webhookId, state: 'disabled', reason: data.reason, at: now() },
        };
        live.tell(accountId, health);
      }
      live.tell(accountId, { event: 'notification', data: { id, kind: data.kind, webhookId } });
    },
  };
}
