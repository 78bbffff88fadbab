import type { NotificationView } from '@kassahook/contracts/notification';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';

type Told = Pick<NotificationView, 'kind' | 'data' | 'message'>;

/** Says a notification in the page's language and zone, from its facts; the API's own sentence is for what lacks them. */
export function useNotificationText(): (told: Told) => string {
  const { t } = useTranslation('settings');
  const { dateTime } = useFormat();
  return ({ kind, data, message }) => {
    const url = textOf(data['url']);
    if (kind === 'WEBHOOK_FAILING') {
      const [since, until] = [textOf(data['failingSince']), textOf(data['disableAt'])];
      if (url === null || since === null || until === null) return message;
      return t('notifications.failing', { url, since: dateTime(since), until: dateTime(until) });
    }
    const at = textOf(data['disabledAt']);
    if (url === null || at === null) return message;
    const key = data['reason'] === 'GONE' ? 'notifications.gone' : 'notifications.disabled';
    return t(key, { url, at: dateTime(at) });
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
