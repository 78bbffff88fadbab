/** A weight that says "anything but this" (RFC 9110, 12.4.2). */
const NEVER = /^q=0(?:\.0*)?$/;

/**
 * Is somebody looking, by the `Accept` of a request? A program that takes anything is not to have a page. By RFC 9110, 8.3.1 a media type is
 * the same in any case.
 */
export function acceptsPage(accept: string): boolean {
  return accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return type === 'text/html' && !parameters.some((parameter) => NEVER.test(parameter));
  });
}
