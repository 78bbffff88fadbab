/** Where somebody wanted to go before logging in; only a path of ours: an address of somebody else's in a link must lead nowhere. */
export function ownPath(wanted: string | null): string {
  return wanted?.startsWith('/') && !wanted.startsWith('//') && !wanted.includes('\\') ? wanted : '/';
}
