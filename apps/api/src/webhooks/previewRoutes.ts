import { webhookPreviewBody } from '@kassahook/contracts/webhookPreview';
import type { Authenticate } from '../http/authenticate.js';
import { principalOf, type ApiMiddleware, type ApiRouter } from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import type { createPreviewWebhook } from './previewWebhook.js';

export interface PreviewRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  previewWebhook: ReturnType<typeof createPreviewWebhook>;
}

export const PREVIEW_PATH = '/api/webhooks/preview';

/** `/api/webhooks/preview`: what a webhook with these fields would have heard. Needs `webhooks`. */
export function previewRoutes({ authenticate, jsonBody, previewWebhook }: PreviewRoutesDeps) {
  return (router: ApiRouter): void => {
    router.post(PREVIEW_PATH, authenticate('webhooks'), jsonBody, async (ctx) => {
      const body = validated(webhookPreviewBody, bodyOf(ctx));
      ctx.body = await previewWebhook(principalOf(ctx).accountId, body);
    });
  };
}
