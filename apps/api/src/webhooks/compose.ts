import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { VERSION } from '@kassahook/platform/version';
import { actingAs } from '@kassahook/postgres/actingAs';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createWebhookSecrets } from '@kassahook/postgres/webhookSecrets';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createCallQuota } from '@kassahook/redis/callQuota';
import type { RedisConnection } from '@kassahook/redis/redis';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createSender, type Sender } from '@kassahook/sender/sender';
import { createUrlPolicy } from '@kassahook/sender/urlPolicy';
import { userAgent } from '@kassahook/sender/userAgent';
import type { ApiRoutesDeps } from '../routes.js';
import { createTestPlaces } from './testPlaces.js';

export const WEBHOOK_SETTING_NAMES = [
  'WEBHOOKS_PER_ACCOUNT_MAX',
  'OUTGOING_ALLOWED_CIDRS',
  'OUTGOING_PORTS',
  'DOCS_URL',
] as const satisfies readonly SettingName[];

export interface ComposeWebhooks {
  settings: Settings<(typeof WEBHOOK_SETTING_NAMES)[number]>;
  postgres: Postgres;
  redis: RedisConnection;
  secretBox: SecretBox;
  clock: Clock;
}

/** What the routes of webhooks, their secrets and their tests stand on. */
export type WebhookDeps = Pick<
  ApiRoutesDeps,
  | 'webhooks'
  | 'webhooksBy'
  | 'webhookSecrets'
  | 'webhookSecretsBy'
  | 'urlPolicy'
  | 'tests'
  | 'takeResend'
  | 'userAgent'
> & { sender: Sender };

/** A person who tries an endpoint; anything faster would be a way to call somebody else's server from ours. */
const TESTS_PER_WEBHOOK = { max: 10, windowMs: 60_000 };
/** Webhooks are made and deleted in a moment: what one account may send is bounded whatever they are. */
const TESTS_PER_ACCOUNT = { max: 30, windowMs: 60_000 };
/** A hanging receiver holds a test for up to 30 s. */
const TESTS_UNDER_WAY = { perAccountMax: 5, max: 50 };
/** By hand, one delivery after the other; many at once are a job's. Each goes past what keeps a worker's neighbours from hurting each other. */
const RESENDS_PER_WEBHOOK = { max: 30, windowMs: 60_000 };

/** Webhooks and their care, made of the adapters. Who composes closes the sender. */
export function composeWebhooks({
  settings,
  postgres,
  redis,
  secretBox,
  clock,
}: ComposeWebhooks): WebhookDeps {
  const storeDeps = { secretBox, clock, webhooksPerAccountMax: settings.WEBHOOKS_PER_ACCOUNT_MAX };
  const addressPolicy = createAddressPolicy({ allowedCidrs: settings.OUTGOING_ALLOWED_CIDRS });
  const urlPolicy = createUrlPolicy({ addressPolicy, allowedPorts: settings.OUTGOING_PORTS });
  const tests = createCallQuota({ redis, name: 'webhook-test', ...TESTS_PER_WEBHOOK, clock });
  const testsOfAccount = createCallQuota({ redis, name: 'account-test', ...TESTS_PER_ACCOUNT, clock });
  const resends = createCallQuota({ redis, name: 'resend', ...RESENDS_PER_WEBHOOK, clock });
  return {
    webhooks: createWebhookStore(postgres, storeDeps),
    webhooksBy: (actor) => createWebhookStore(actingAs(postgres, actor), storeDeps),
    webhookSecrets: createWebhookSecrets(postgres, { secretBox, clock }),
    webhookSecretsBy: (actor) => createWebhookSecrets(actingAs(postgres, actor), { secretBox, clock }),
    urlPolicy,
    // For tests of webhooks only: deliveries are the deliverer's.
    sender: createSender({ addressPolicy, urlPolicy, clock }),
    tests: {
      // What its own quota refuses does not count for the account.
      takeQuota: async (accountId, webhookId) =>
        (await tests.take(webhookId)) || (await testsOfAccount.take(accountId)),
      takePlace: createTestPlaces(TESTS_UNDER_WAY),
    },
    takeResend: (endpoint) => resends.take(endpoint),
    userAgent: userAgent(VERSION, settings.DOCS_URL),
  };
}
