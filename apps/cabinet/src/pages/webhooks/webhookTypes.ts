import type { components } from '@kassahook/client';

type Schemas = components['schemas'];

/** A webhook as the API shows it. */
export type Webhook = Schemas['Webhook'];
export type WebhookHealth = Schemas['GetWebhookHealthAnswer'];
/** The same with the last 24 hours, as the list has it. */
export type WebhookAtAGlance = Schemas['GetWebhooksHealthAnswer']['data'][number];
/** What came of a test: the request that was sent, and the answer to it. */
export type TestResult = Schemas['TestWebhookAnswer'];
export type CreateWebhook = Schemas['CreateWebhookBody'];
export type UpdateWebhook = Schemas['UpdateWebhookBody'];
