import attempts from './attempts.json';
import common from './common.json';
import deliveries from './deliveries.json';
import overview from './overview.json';
import webhookCare from './webhookCare.json';
import webhookForm from './webhookForm.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in English, by the room that says it. */
export const words = { attempts, common, deliveries, overview, webhookCare, webhookForm, webhooks };
