import { createClient } from '@kassahook/client';

/** Sent with every write: another site's page cannot send it, so its presence says that the page is ours. */
const CSRF_HEADER = 'x-kassahook-csrf';

/** The API as everybody has it; the browser's session cookie says who asks. */
export const api = createClient({
  baseUrl: location.origin,
  fetch: (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(CSRF_HEADER, '1');
    return fetch(input, { ...init, headers, credentials: 'same-origin' });
  },
});
