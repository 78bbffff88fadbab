import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EventHint } from '@kassahook/contracts/messages';
import { readSettings } from '@kassahook/platform/env';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createPasswords } from '@kassahook/platform/passwords';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createCatalogueStore } from '@kassahook/postgres/catalogueStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createProductStore } from '@kassahook/postgres/productStore';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret } from '@kassahook/sender/signature';
import { demoPaths } from './demoPaths.js';
import { seedInspector } from './seedInspector.js';

/** The demo account, with everything that is shown once. */
export interface Demo {
  email: string;
  password: string;
  accountId: string;
  /** Scopes read, write, webhooks. */
  token: string;
  deviceId: number;
  deviceToken: string;
  deviceTokens: string[];
  webhookId: string;
  webhookSecret: string;
  /** Where the API takes requests for the demo inspector. */
  inspectorPath: string;
}

const EMAIL = 'demo@example.com';
const SHOPS = ['Кофейня на Лесной', 'Пекарня у парка'];
const DEVICES = [
  { name: 'Касса 1', shop: 0 },
  { name: 'Касса 2', shop: 0 },
  { name: 'Касса у входа', shop: 1 },
];
const PRODUCTS = [
  { name: 'Кофе латте 0,3 л', price: 24_900, barcode: '4600000000015' },
  { name: 'Круассан сливочный', price: 17_900, barcode: '4600000000022' },
  { name: 'Вода питьевая 0,5 л', price: 6_900, barcode: '4600000000039' },
];

/** The demo of the last run; null when there is none. */
export function readDemo(): Demo | null {
  try {
    return JSON.parse(readFileSync(demoPaths.demoFile, 'utf8')) as Demo;
  } catch {
    return null;
  }
}

/**
 * Makes the demo account, or finds it: two shops, three registers, some products, tokens, and one webhook that hears everything.
 * Tokens are stored hashed, so a second run takes them from the file of the first; without the file it makes new ones.
 */
export async function seedDemo({
  env,
  receiverUrl,
  known,
}: {
  env: Readonly<Record<string, string>>;
  receiverUrl: string;
  known: Demo | null;
}): Promise<Demo> {
  const settings = readSettings(['POSTGRES_URL', 'SECRET_KEYS', 'WEBHOOKS_PER_ACCOUNT_MAX'], env);
  const postgres = createPostgres({
    url: settings.POSTGRES_URL,
    logger: createSilentLogger(),
    // Nobody runs yet who could hear a hint; the outbox has the events, and the relay finds them.
    onCommitted: (_hints: EventHint[]) => undefined,
    onWebhooksChanged: () => Promise.reject(new Error('left to the relay')),
  });
  try {
    const secretBox = createSecretBox(settings.SECRET_KEYS);
    const webhooks = createWebhookStore(postgres, {
      secretBox,
      clock: systemClock,
      webhooksPerAccountMax: settings.WEBHOOKS_PER_ACCOUNT_MAX,
    });
    const user = await createAccountStore(postgres).findUserByEmail(EMAIL);
    const isKnown = known !== null && user?.accountId === known.accountId;
    const demo = isKnown ? known : await createDemo(postgres, webhooks, user?.accountId ?? null, receiverUrl);
    await webhooks.patch({ accountId: demo.accountId, id: demo.webhookId }, { url: receiverUrl });
    const { accountId } = demo;
    return { ...demo, inspectorPath: await seedInspector(postgres, { accountId, secretBox }) };
  } finally {
    await postgres.close();
  }
}

async function createDemo(
  postgres: Postgres,
  webhooks: ReturnType<typeof createWebhookStore>,
  existingAccountId: string | null,
  receiverUrl: string,
): Promise<Omit<Demo, 'inspectorPath'>> {
  const password = randomBytes(9).toString('base64url');
  const accounts = createAccountStore(postgres);
  const accountId =
    existingAccountId ??
    (
      await accounts.create({
        name: 'Демо',
        owner: { name: 'Анна Демидова', email: EMAIL, passwordHash: await createPasswords().hash(password) },
      })
    ).accountId;
  const catalogue = createCatalogueStore(postgres);
  const devices = createDeviceStore(postgres);
  const tokens = createTokenStore(postgres, { clock: systemClock });
  const products = createProductStore(postgres);

  const shops = [];
  for (const name of SHOPS) shops.push(await catalogue.createShop({ accountId, name }));
  const deviceTokens: string[] = [];
  const deviceIds: number[] = [];
  for (const [index, { name, shop }] of DEVICES.entries()) {
    const device = await devices.create(accountId, { name, groupId: shops[shop]!.id, sort: index });
    const token = newToken();
    await tokens.create({
      accountId,
      name,
      tokenHash: hashToken(token),
      scopes: ['device'],
      deviceId: device.id,
    });
    deviceTokens.push(token);
    deviceIds.push(device.id);
  }
  for (const { name, price, barcode } of PRODUCTS)
    await products.create(accountId, { name, price, barcodes: [barcode] });
  const token = newToken();
  await tokens.create({
    accountId,
    name: 'demo',
    tokenHash: hashToken(token),
    scopes: ['read', 'write', 'webhooks'],
  });
  const webhookSecret = newWebhookSecret(randomBytes);
  const webhook = await webhooks.create(accountId, {
    url: receiverUrl,
    description: 'the demo receiver: hears everything',
    types: {
      products: true,
      devices: true,
      encashments: true,
      receipts: true,
      shifts: true,
      operations: true,
      deviceRegistrations: true,
    },
    secret: webhookSecret,
  });
  return {
    email: EMAIL,
    password,
    accountId,
    token,
    deviceId: deviceIds[0]!,
    deviceToken: deviceTokens[0]!,
    deviceTokens,
    webhookId: webhook.id,
    webhookSecret,
  };
}
