import common from './common.json';
import overview from './overview.json';
import webhookForm from './webhookForm.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in English, by the room that says it. */
export const words = { common, overview, webhookForm, webhooks };
