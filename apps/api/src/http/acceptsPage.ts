/** By RFC 9110, 8.3.1 a media type is the same in any case. */
const PAGE = /text\/html/i;

/** Is somebody looking, by the `Accept` of a request? A program that takes anything is not to have a page. */
export function acceptsPage(accept: string): boolean {
  return PAGE.test(accept);
}
