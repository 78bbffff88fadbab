import { randomBytes } from 'node:crypto';
import { maskMatches } from '@kassahook/domain/mask';
import type { Action, EntityFlag, EntityType } from '@kassahook/domain/eventType';
import { systemClock } from '@kassahook/platform/clock';
import { readSettings } from '@kassahook/platform/env';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createCatalogueStore } from '@kassahook/postgres/catalogueStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createTokenStore, type NewToken } from '@kassahook/postgres/tokenStore';
import { createWebhookStore, type WebhookInput } from '@kassahook/postgres/webhookStore';
import { newWebhookSecret } from '@kassahook/sender/signature';

/** A webhook of the shop. */
export interface Hook {
  /** Also its path at the receiver. */
  name: string;
  id: string;
  /** Its receiver never fails: everything must arrive. */
  healthy: boolean;
  hears(type: EntityType, action: Action): boolean;
}

/** The account that everything happens to. */
export interface Shop {
  accountId: string;
  shopId: number;
  deviceIds: readonly number[];
  deviceTokens: readonly string[];
  /** Of the online shop: it may write. */
  writeToken: string;
  hooks: readonly Hook[];
}

const ALL: readonly EntityFlag[] = [
  'products',
  'devices',
  'encashments',
  'receipts',
  'shifts',
  'operations',
  'deviceRegistrations',
];
const everything = Object.fromEntries(ALL.map((flag) => [flag, true]));
/** A webhook to be made; its name is its path at the receiver. */
export type HookInput = Pick<Hook, 'name' | 'healthy'> & Pick<WebhookInput, 'types' | 'events' | 'timeoutMs'>;

/** The webhooks of the kill suite. */
export const SUITE_HOOKS: readonly HookInput[] = [
  { name: 'everything', healthy: true, types: everything },
  {
    name: 'part',
    healthy: true,
    events: {
      products: ['CREATE', 'DELETE'],
      receipts: ['CREATE'],
      shifts: ['UPDATE'],
      operations: ['UPDATE'],
    } satisfies Partial<Record<EntityFlag, Action[]>>,
  },
  {
    name: 'flaky',
    healthy: false,
    types: { products: true, operations: true, shifts: true, encashments: true },
    // Hangs end after a second instead of five: they come often.
    timeoutMs: 1_000,
  },
];

export interface ShopOptions {
  /** Of the processes: the key that seals secrets is in it. */
  env: Readonly<Record<string, string>>;
  receiverUrl: string;
  hooks: readonly HookInput[];
  /** How many registers. */
  devices: number;
}

/** Opens the shop: an account with registers and their tokens, and its webhooks at the receiver. */
export async function openShop(
  postgres: Postgres,
  { env, receiverUrl, hooks, devices }: ShopOptions,
): Promise<Shop> {
  const settings = readSettings(['SECRET_KEYS', 'WEBHOOKS_PER_ACCOUNT_MAX'], env);
  const webhooks = createWebhookStore(postgres, {
    secretBox: createSecretBox(settings.SECRET_KEYS),
    clock: systemClock,
    webhooksPerAccountMax: settings.WEBHOOKS_PER_ACCOUNT_MAX,
  });
  const owner = { name: 'Owner', email: 'owner@example.com', passwordHash: randomBytes(8).toString('hex') };
  const { accountId } = await createAccountStore(postgres).create({ name: 'Shop', owner });
  const { id: shopId } = await createCatalogueStore(postgres).createShop({ accountId, name: 'Shop' });
  const tokens = createTokenStore(postgres, { clock: systemClock });
  const issue = async (token: Pick<NewToken, 'name' | 'scopes' | 'deviceId'>) => {
    const text = newToken();
    await tokens.create({ accountId, ...token, tokenHash: hashToken(text) });
    return text;
  };
  const deviceIds: number[] = [];
  const deviceTokens: string[] = [];
  for (let index = 1; index <= devices; index += 1) {
    const name = `Register ${index}`;
    const { id } = await createDeviceStore(postgres).create(accountId, { name, groupId: shopId });
    deviceIds.push(id);
    deviceTokens.push(await issue({ name, scopes: ['device'], deviceId: id }));
  }
  const writeToken = await issue({ name: 'Online shop', scopes: ['write'] });
  for (const { healthy: _healthy, name, ...input } of hooks) {
    const secret = newWebhookSecret(randomBytes);
    await webhooks.create(accountId, { ...input, url: `${receiverUrl}/${name}`, description: name, secret });
  }
  const subscriptions = await webhooks.subscriptions(accountId);
  const opened = hooks.map(({ name, healthy }): Hook => {
    const subscription = subscriptions.find(({ url }) => url === `${receiverUrl}/${name}`);
    if (!subscription) throw new Error(`the webhook ${name} was not stored`);
    const { id, mask } = subscription;
    return { name, id, healthy, hears: (type, action) => maskMatches(mask, type, action) };
  });
  return { accountId, shopId, deviceIds, deviceTokens, writeToken, hooks: opened };
}
