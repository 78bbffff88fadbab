import { systemClock } from '@kassahook/platform/clock';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createCatalogueStore } from '@kassahook/postgres/catalogueStore';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createProductStore } from '@kassahook/postgres/productStore';
import { createTokenStore } from '@kassahook/postgres/tokenStore';

const SHOPS = ['Кофейня на Лесной', 'Пекарня у парка'];
const REGISTERS = [
  { name: 'Касса 1', shop: 0 },
  { name: 'Касса 2', shop: 0 },
  { name: 'Касса у входа', shop: 1 },
];
const PRODUCTS = [
  { name: 'Кофе латте 0,3 л', price: 24_900, barcode: '4600000000015' },
  { name: 'Круассан сливочный', price: 17_900, barcode: '4600000000022' },
  { name: 'Вода питьевая 0,5 л', price: 6_900, barcode: '4600000000039' },
];
const TOKEN_NAME = 'demo';
/** More than a demo has. */
const PAGE = { limit: 1_000, offset: 0 };

/** A register, and the only token that it has now. */
export interface SeededRegister {
  deviceId: number;
  token: string;
}

/** The demo's registers and their shops: found by their names, or made. */
export async function seedRegisters(postgres: Postgres, accountId: string): Promise<SeededRegister[]> {
  const devices = createDeviceStore(postgres);
  const shopIds: number[] = [];
  for (const name of SHOPS) {
    const shop = await postgres.models.shop.findOne({ where: { accountId, name }, order: ['id'] });
    shopIds.push((shop ?? (await createCatalogueStore(postgres).createShop({ accountId, name }))).id);
  }
  const { items } = await devices.list(accountId, PAGE);
  const registers: SeededRegister[] = [];
  for (const [sort, { name, shop }] of REGISTERS.entries()) {
    const token = newToken();
    const tokenHash = hashToken(token);
    const known = items.find((device) => device.name === name);
    if (known) await devices.replaceToken({ accountId, id: known.id }, tokenHash);
    const input = { name, groupId: shopIds[shop]!, sort };
    const { id } = known ?? (await devices.register({ accountId, input, tokenHash }));
    registers.push({ deviceId: id, token });
  }
  return registers;
}

/** The demo's products, those that are not there. */
export async function seedProducts(postgres: Postgres, accountId: string): Promise<void> {
  const products = createProductStore(postgres);
  const { items } = await products.list(accountId, PAGE);
  for (const { name, price, barcode } of PRODUCTS) {
    if (items.some(({ barcodes }) => barcodes.includes(barcode))) continue;
    await products.create(accountId, { name, price, barcodes: [barcode] });
  }
}

/** A new API token with every scope that a program of the owner's may have, in place of the one of an earlier run. */
export async function seedToken(postgres: Postgres, accountId: string): Promise<string> {
  const tokens = createTokenStore(postgres, { clock: systemClock });
  for (const { id, name, userId, deviceId } of await tokens.list(accountId)) {
    if (name === TOKEN_NAME && userId === null && deviceId === null) await tokens.revoke({ accountId, id });
  }
  const token = newToken();
  const scopes = ['read', 'write', 'webhooks', 'account'] as const;
  await tokens.create({ accountId, name: TOKEN_NAME, tokenHash: hashToken(token), scopes });
  return token;
}
