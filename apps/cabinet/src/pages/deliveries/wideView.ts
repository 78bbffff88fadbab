/** Whether the address asks for the detail across the whole page. */
export function isWideView(params: URLSearchParams): boolean {
  return params.get('view') === 'wide';
}

/** The search of the other view: the filters stay. */
export function toggledView(params: URLSearchParams): string {
  const after = new URLSearchParams(params);
  if (isWideView(params)) after.delete('view');
  else after.set('view', 'wide');
  const text = after.toString();
  return text === '' ? '' : `?${text}`;
}
