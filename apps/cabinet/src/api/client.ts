import { createClient } from '@kassahook/client';

/** The API as everybody has it; the browser's session cookie says who asks. */
export const api = createClient({ baseUrl: location.origin, session: 'same-origin' });
