import common from './common.json';
import events from './events.json';
import filters from './filters.json';
import inspector from './inspector.json';
import overview from './overview.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in Russian, by the room that says it. */
export const words = { common, events, filters, inspector, overview, webhooks };
