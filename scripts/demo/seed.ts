import { randomBytes } from 'node:crypto';
import type { EventHint } from '@kassahook/contracts/messages';
import { readSettings } from '@kassahook/platform/env';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createPasswords } from '@kassahook/platform/passwords';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createAccountStore, type User } from '@kassahook/postgres/accountStore';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { seedInspector } from './seedInspector.js';
import { seedProducts, seedRegisters, seedToken } from './seedShopFloor.js';
import { seedWebhook } from './seedWebhook.js';

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

/**
 * Makes the demo account, or finds it: two shops, three registers, some products, tokens, and one webhook that hears everything.
 * What is stored hashed is taken from the file of the last run. Without the file (the last run was killed before it wrote it) what is
 * there is found by its name, and gets new tokens and a new password; nothing is made twice.
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
    const account = isKnown ? known : await openAccount(postgres, user);
    const { accountId } = account;
    return {
      ...account,
      ...(await seedWebhook(webhooks, { accountId, receiverUrl, knownId: isKnown ? known.webhookId : null })),
      inspectorPath: await seedInspector(postgres, { accountId, secretBox }),
    };
  } finally {
    await postgres.close();
  }
}

/** The account with shops, registers, products and a token; `user` is its owner when an earlier run has begun it. */
async function openAccount(
  postgres: Postgres,
  user: User | null,
): Promise<Omit<Demo, 'inspectorPath' | 'webhookId' | 'webhookSecret'>> {
  const password = randomBytes(9).toString('base64url');
  const passwordHash = await createPasswords().hash(password);
  const accounts = createAccountStore(postgres);
  if (user) await accounts.changePassword({ userId: user.id, replacing: user.passwordHash, passwordHash });
  const owner = { name: 'Анна Демидова', email: EMAIL, passwordHash };
  const { accountId } = user ?? (await accounts.create({ name: 'Демо', owner }));
  const registers = await seedRegisters(postgres, accountId);
  await seedProducts(postgres, accountId);
  const token = await seedToken(postgres, accountId);
  const [first] = registers;
  if (!first) throw new RangeError('the demo has no register');
  return {
    email: EMAIL,
    password,
    accountId,
    token,
    deviceId: first.deviceId,
    deviceToken: first.token,
    deviceTokens: registers.map((register) => register.token),
  };
}
