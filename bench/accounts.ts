import { randomBytes } from 'node:crypto';
import type { EventHint } from '@kassahook/contracts/messages';
import { systemClock } from '@kassahook/platform/clock';
import { readSettings } from '@kassahook/platform/env';
import { documentIdOf } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createCatalogueStore } from '@kassahook/postgres/catalogueStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret } from '@kassahook/sender/signature';
import { request } from 'undici';
import type { Scenario } from './scenarios.js';

/** Registers of an account, so that the load comes from several tokens. */
const DEVICES = 4;
const SHIFT = 1;

/** A scenario's account, ready to sell. */
export interface BenchAccount {
  deviceTokens: string[];
  shift: number;
}

/** Makes an account for each scenario: registers with tokens, and webhooks that hear receipts and nothing else. */
export async function createAccounts({
  env,
  receiverUrl,
  scenarios,
}: {
  env: Readonly<Record<string, string>>;
  receiverUrl: string;
  scenarios: readonly Scenario[];
}): Promise<Map<Scenario, BenchAccount>> {
  const settings = readSettings(['POSTGRES_URL', 'SECRET_KEYS'], env);
  const postgres = createPostgres({
    url: settings.POSTGRES_URL,
    logger: createSilentLogger(),
    // No process runs yet: there is nobody to tell, and nothing cached.
    onCommitted: (_hints: EventHint[]) => undefined,
    onWebhooksChanged: () => undefined,
  });
  const accounts = createAccountStore(postgres);
  const catalogue = createCatalogueStore(postgres);
  const devices = createDeviceStore(postgres);
  const tokens = createTokenStore(postgres, { clock: systemClock });
  const webhooks = createWebhookStore(postgres, {
    secretBox: createSecretBox(settings.SECRET_KEYS),
    clock: systemClock,
    webhooksPerAccountMax: 100,
  });

  async function createOne(scenario: Scenario): Promise<BenchAccount> {
    const { name } = scenario;
    const email = `${documentIdOf('bench', name)}@example.com`;
    const owner = { name, email, passwordHash: randomBytes(16).toString('hex') };
    const { accountId } = await accounts.create({ name, owner });
    const shop = await catalogue.createShop({ accountId, name });
    const deviceTokens: string[] = [];
    for (let index = 0; index < DEVICES; index += 1) {
      const device = await devices.create(accountId, { name: `${name} ${index}`, groupId: shop.id });
      const token = newToken();
      const fields = { accountId, name, scopes: ['device' as const], deviceId: device.id };
      await tokens.create({ ...fields, tokenHash: hashToken(token) });
      deviceTokens.push(token);
    }
    for (let index = 0; index < scenario.webhooks; index += 1) {
      const path = index < scenario.hanging ? `/hang/${index}` : `/hook/${index}`;
      const url = new URL(path, receiverUrl).toString();
      await webhooks.create(accountId, {
        url,
        types: { receipts: true },
        secret: newWebhookSecret(randomBytes),
      });
    }
    return { deviceTokens, shift: SHIFT };
  }

  try {
    const made = new Map<Scenario, BenchAccount>();
    for (const scenario of scenarios) made.set(scenario, await createOne(scenario));
    return made;
  } finally {
    await postgres.close();
  }
}

/** Opens the shift that the receipts belong to, at every register. */
export async function openShifts(apiUrl: string, { deviceTokens, shift }: BenchAccount): Promise<void> {
  for (const token of deviceTokens) {
    const answer = await request(`${apiUrl}/api/device/shifts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ number: shift }),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 201) throw new Error(`opening a shift: ${answer.statusCode} ${text}`);
  }
}
