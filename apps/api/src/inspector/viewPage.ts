import { createHash } from 'node:crypto';
import type { InspectedRequestView } from '@kassahook/contracts/inspector';

const STYLE =
  ':root{color-scheme:light dark}body{max-width:960px;margin:0 auto;padding:16px;font:15px/1.5 system-ui,sans-serif}' +
  'article{border-top:1px solid #8888;padding:8px 0 16px}h1{font-size:20px}h2{font-size:16px;overflow-wrap:anywhere}' +
  'pre{padding:8px;border:1px solid #8888;border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}';

/**
 * For a page of what strangers have sent: nothing runs, nothing is loaded, nobody frames it, it has an origin of its own without cookies, and
 * its address, which is a secret, is told to nobody.
 */
export const VIEW_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'Referrer-Policy': 'no-referrer',
};

const WORDS = {
  ru: {
    title: 'Что пришло в инспектор',
    none: 'Пока ничего не пришло. Обновите страницу, когда отправите запрос.',
    older: 'Более ранние запросы',
    body: 'Тело',
    cut: 'Тело показано не целиком.',
    base64: 'Тело — не текст; оно в base64.',
    answered: 'ответ',
    signatures: {
      verified: 'подпись верна',
      failed: 'подпись неверна',
      absent: 'подписи нет',
      unknown: 'подпись не проверить',
    },
  },
  en: {
    title: 'What the inspector received',
    none: 'Nothing has come yet. Reload the page when a request was sent.',
    older: 'Earlier requests',
    body: 'Body',
    cut: 'Only the beginning of the body is shown.',
    base64: 'The body is no text; it is in base64.',
    answered: 'answer',
    signatures: {
      verified: 'signature verified',
      failed: 'signature failed',
      absent: 'no signature',
      unknown: 'signature cannot be checked',
    },
  },
} as const;
export type ViewLanguage = keyof typeof WORDS;

/**
 * An inspector's requests for somebody who has opened its `viewUrl` in a browser. Whatever was sent is text.
 * @param next.before where earlier ones begin; null when there are none
 */
export function viewPage(
  requests: readonly InspectedRequestView[],
  { language, before }: { language: ViewLanguage; before: string | null },
): string {
  const words = WORDS[language];
  const items = requests.map((one) => {
    const line = `${one.method}${one.query === '' ? '' : ` ?${one.query}`}`;
    const facts = `${one.at} · ${words.signatures[one.signature]} · ${words.answered} ${one.answer.status}`;
    const headers = one.headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
    const notes = [one.bodyEncoding === 'base64' ? words.base64 : '', one.isTruncated ? words.cut : ''];
    return (
      `<article><h2>${text(line)}</h2><p>${text(facts)}</p><pre>${text(headers)}</pre>` +
      (one.body === ''
        ? ''
        : `<p>${text([`${words.body}.`, ...notes].join(' '))}</p><pre>${text(one.body)}</pre>`) +
      '</article>'
    );
  });
  const older = before === null ? '' : `<p><a href="?before=${text(before)}">${words.older}</a></p>`;
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${words.title}</h1>${items.length === 0 ? `<p>${words.none}</p>` : items.join('')}${older}</main></body></html>`
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
