import common from './common.json';
import filters from './filters.json';
import receipts from './receipts.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in Russian, by the room that says it. */
export const words = { common, filters, receipts, webhooks };
