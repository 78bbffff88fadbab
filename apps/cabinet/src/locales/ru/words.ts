import attempts from './attempts.json';
import common from './common.json';
import deliveries from './deliveries.json';
import webhookCare from './webhookCare.json';

/** Every word of the cabinet in Russian, by the room that says it. */
export const words = { attempts, common, deliveries, webhookCare };
