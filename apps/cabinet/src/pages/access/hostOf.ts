/** The host of an address; of a program's own scheme, the whole address. */
export function hostOf(uri: string): string {
  return URL.canParse(uri) && new URL(uri).host !== '' ? new URL(uri).host : uri;
}
