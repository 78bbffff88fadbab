import { useMediaQuery } from '@mantine/hooks';
import { useParams, useSearchParams } from 'react-router';

/** Whether the address asks for the detail across the whole page. */
export function isWideView(params: URLSearchParams): boolean {
  return params.get('view') === 'wide';
}

/** The search of the other view: the filters stay. */
export function toggledView(params: URLSearchParams): string {
  return searchOf(params, isWideView(params) ? null : 'wide');
}

/** The search without the view: the list's own. */
export function listSearch(params: URLSearchParams): string {
  return searchOf(params, null);
}

/** Whether the detail is all that the page shows, so that its title is the page's: on a webhook's page it never is. */
export function useIsAlone(): boolean {
  const { webhookId } = useParams();
  const [params] = useSearchParams();
  const isNarrow = useMediaQuery('(max-width: 74.99em)');
  return webhookId === undefined && (isNarrow || isWideView(params));
}

function searchOf(params: URLSearchParams, view: string | null): string {
  const after = new URLSearchParams(params);
  if (view === null) after.delete('view');
  else after.set('view', view);
  const text = after.toString();
  return text === '' ? '' : `?${text}`;
}
