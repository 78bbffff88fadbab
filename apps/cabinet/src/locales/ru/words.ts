import cash from './cash.json';
import common from './common.json';
import filters from './filters.json';
import operations from './operations.json';
import overview from './overview.json';
import productImport from './productImport.json';
import products from './products.json';
import receipts from './receipts.json';
import registers from './registers.json';
import shifts from './shifts.json';
import webhookForm from './webhookForm.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in Russian, by the room that says it. */
export const words = {
  cash,
  common,
  filters,
  operations,
  overview,
  productImport,
  products,
  receipts,
  registers,
  shifts,
  webhookForm,
  webhooks,
};
