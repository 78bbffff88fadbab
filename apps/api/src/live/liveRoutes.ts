import type { Authenticate } from '../http/authenticate.js';
import type { ApiRouter } from '../http/context.js';
import type { ServeStream } from './serveStream.js';

export interface LiveRoutesDeps {
  authenticate: Authenticate;
  serveStream: ServeStream;
}

/** `/api/stream`: what happens in the account, as it happens. Needs `read`. */
export function liveRoutes({ authenticate, serveStream }: LiveRoutesDeps) {
  return (router: ApiRouter): void => {
    router.get('/api/stream', authenticate('read'), (ctx) => {
      // Requests to inspectors have streams of their own.
      serveStream(ctx, { scopes: ['read'], accepts: ({ event }) => event !== 'request' });
    });
  };
}
