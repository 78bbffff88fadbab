/** What is wrong with an address, as far as its spelling shows. */
export type UrlProblem =
  'empty' | 'tooLong' | 'spaces' | 'scheme' | 'invalid' | 'credentials' | 'fragment' | 'host';

/** The API's own limit (libs/sender/src/urlPolicy.ts). */
const URL_LENGTH_MAX = 2_048;

/**
 * The API's rules of spelling: http or https, at most 2048 characters, no credentials, no fragment, a host that can be a name. Ports and
 * private addresses are the server's policy: only it can say.
 */
export function urlProblem(text: string): UrlProblem | null {
  if (text === '') return 'empty';
  if (text.length > URL_LENGTH_MAX) return 'tooLong';
  if (/[\s\p{Cc}]/u.test(text)) return 'spaces';
  if (!/^https?:\/\//i.test(text)) return 'scheme';
  if (!URL.canParse(text)) return 'invalid';
  const url = new URL(text);
  if (url.href.length > URL_LENGTH_MAX) return 'tooLong';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.href.includes('#')) return 'fragment';
  return isHost(url.hostname) ? null : 'host';
}

/** RFC 1035: labels of 1 to 63 characters, 253 in all; an IPv6 literal stands in brackets. */
function isHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return true;
  const name = hostname.replace(/\.+$/, '');
  return name.length <= 253 && name.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}
