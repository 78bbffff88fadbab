import access from './access.json';
import attempts from './attempts.json';
import cash from './cash.json';
import common from './common.json';
import deliveries from './deliveries.json';
import developers from './developers.json';
import events from './events.json';
import filters from './filters.json';
import inspector from './inspector.json';
import operations from './operations.json';
import overview from './overview.json';
import problems from './problems.json';
import productImport from './productImport.json';
import products from './products.json';
import receipts from './receipts.json';
import registers from './registers.json';
import settings from './settings.json';
import shifts from './shifts.json';
import webhookCare from './webhookCare.json';
import webhookForm from './webhookForm.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in English, by the room that says it. */
export const words = {
  access,
  attempts,
  cash,
  common,
  deliveries,
  developers,
  events,
  filters,
  inspector,
  operations,
  overview,
  problems,
  productImport,
  products,
  receipts,
  registers,
  settings,
  shifts,
  webhookCare,
  webhookForm,
  webhooks,
};
