import { createOwnedStore } from './ownedStore.js';
import type { Postgres } from './postgres.js';
import type { ShopRow } from './shop/shopModel.js';

/** A shop as the API shows it. */
export interface Shop {
  id: number;
  name: string;
  sort: number;
}

export interface ShopInput {
  name: string;
  sort?: number | undefined;
}

/** Creates the store of shops, in the order that their owner gave them. */
export function createShopStore(postgres: Postgres) {
  return createOwnedStore<ShopRow, Shop, ShopInput>({
    postgres,
    model: postgres.models.shop,
    present: ({ id, name, sort }) => ({ id, name, sort }),
    order: ['sort'],
    inUse: 'the shop has devices: move them to another shop first',
  });
}
