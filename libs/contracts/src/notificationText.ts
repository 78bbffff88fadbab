import { notificationDataSchema, type NotificationData } from './notification.js';

/** What a notification says to people: one line for a list or a subject, in English and in Russian. */
export interface NotificationText {
  en: string;
  ru: string;
}

/** Facts as they were stored, of a kind. @throws Error when they are not what the kind has */
export function notificationText(kind: string, facts: Readonly<Record<string, unknown>>): NotificationText {
  return textOf(notificationDataSchema.parse({ ...facts, kind }));
}

function textOf(data: NotificationData): NotificationText {
  switch (data.kind) {
    case 'WEBHOOK_FAILING': {
      const [since, until] = [minute(data.failingSince), minute(data.disableAt)];
      return {
        en: `The webhook ${data.url} has only failed since ${since}. Unless something succeeds, it will be switched off at ${until}.`,
        ru: `Вебхук ${data.url} отвечает только ошибками с ${since}. Если ни одна доставка не удастся, ${until} он будет выключен.`,
      };
    }
    case 'WEBHOOK_DISABLED': {
      const at = minute(data.disabledAt);
      const [en, ru] = reasonOf(data.reason);
      return {
        en: `The webhook ${data.url} was switched off at ${at}: ${en}.`,
        ru: `Вебхук ${data.url} выключен ${at}: ${ru}.`,
      };
    }
  }
}

function reasonOf(reason: string): [string, string] {
  switch (reason) {
    case 'GONE':
      return ['it answered 410 Gone', 'он ответил 410 Gone'];
    case 'FAILING':
      return ['nothing but failures for too long', 'слишком долго одни ошибки'];
    default:
      return [reason, reason];
  }
}

/** To the minute, in UTC. */
function minute(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
