/**
 * The `user-agent` of every request, so that a shop's admin who meets it in a log knows what called and where to read about it.
 * @example userAgent('0.1.0', 'https://example.com/docs') // kassahook/0.1.0 (+https://example.com/docs)
 */
export function userAgent(version: string, docsUrl: string): string {
  return `kassahook/${version} (+${docsUrl})`;
}
