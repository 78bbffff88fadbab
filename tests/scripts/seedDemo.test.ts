import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kassahook/platform/clock';
import { createPasswords } from '@kassahook/platform/passwords';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { hashToken } from '@kassahook/platform/tokens';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createProductStore } from '@kassahook/postgres/productStore';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createTestPostgres, type TestPostgres } from '../../libs/postgres/test/testPostgres.js';
import { seedDemo, type Demo } from '../../scripts/demo/seed.js';

/*
 * What was made for the demo was known from .data/demo.json alone, which was written when everything was ready. After an `npm run up`
 * that was killed before, the next one made it all again: every event then reached the demo receiver twice, once with a secret that
 * nobody knew.
 */

const RECEIVER_URL = 'http://127.0.0.1:8090/webhooks';
const PAGE = { limit: 1_000, offset: 0 };
const keyBytes = randomBytes(32);

let test: TestPostgres;
beforeAll(async () => {
  test = await createTestPostgres();
});
afterAll(() => test.drop());

function seed(known: Demo | null, receiverUrl = RECEIVER_URL): Promise<Demo> {
  const env = { POSTGRES_URL: test.url, SECRET_KEYS: `demo1:${keyBytes.toString('base64')}` };
  return seedDemo({ env, receiverUrl, known });
}

function webhooksOf() {
  const secretBox = createSecretBox({ demo1: keyBytes.toString('base64') });
  return createWebhookStore(test.postgres, { secretBox, clock: systemClock, webhooksPerAccountMax: 100 });
}

async function countsOf({ accountId }: Demo) {
  const devices = await createDeviceStore(test.postgres).list(accountId, PAGE);
  const products = await createProductStore(test.postgres).list(accountId, PAGE);
  return {
    shops: await test.postgres.models.shop.count({ where: { accountId } }),
    devices: devices.total,
    products: products.total,
    webhooks: (await webhooksOf().list(accountId)).length,
    tokens: (await createTokenStore(test.postgres, { clock: systemClock }).list(accountId)).length,
  };
}

const ONE_DEMO = { shops: 2, devices: 3, products: 3, webhooks: 1, tokens: 4 };

describe('the demo account', () => {
  it('when the file of the first run is lost, then the next run finds what is there instead of making it again, and everything works', async () => {
    const first = await seed(null);
    expect(await countsOf(first)).toEqual(ONE_DEMO);

    const second = await seed(null, 'http://127.0.0.1:8091/webhooks');
    expect(await countsOf(second)).toEqual(ONE_DEMO);
    expect(second).toMatchObject({ accountId: first.accountId, webhookId: first.webhookId });
    const webhooks = webhooksOf();
    expect(await webhooks.secret(second.accountId, second.webhookId)).toBe(second.webhookSecret);
    expect((await webhooks.get(second.accountId, second.webhookId)).url).toBe(
      'http://127.0.0.1:8091/webhooks',
    );

    const tokens = createTokenStore(test.postgres, { clock: systemClock });
    for (const token of [second.token, ...second.deviceTokens])
      expect(await tokens.findByHash(hashToken(token))).toMatchObject({ accountId: second.accountId });
    for (const token of [first.token, ...first.deviceTokens])
      expect(await tokens.findByHash(hashToken(token))).toBeNull();
    const user = await createAccountStore(test.postgres).findUserByEmail(second.email);
    expect(await createPasswords().matches(second.password, user?.passwordHash ?? null)).toBe(true);
  });

  it('when its file is there, then nothing changes but where the webhook points', async () => {
    const first = await seed(null);
    const second = await seed(first, 'http://127.0.0.1:8092/webhooks');
    expect(second).toEqual(first);
    expect(await countsOf(second)).toEqual(ONE_DEMO);
  });

  it('when its owner has deleted the webhook, then the next run makes one', async () => {
    const first = await seed(null);
    await webhooksOf().remove(first.accountId, first.webhookId);
    const second = await seed(first);
    expect(second.webhookId).not.toBe(first.webhookId);
    expect(await webhooksOf().secret(second.accountId, second.webhookId)).toBe(second.webhookSecret);
    expect(await countsOf(second)).toEqual(ONE_DEMO);
  });
});
