import access from './access.json';
import attempts from './attempts.json';
import common from './common.json';
import deliveries from './deliveries.json';
import developers from './developers.json';
import overview from './overview.json';
import settings from './settings.json';
import webhookCare from './webhookCare.json';
import webhooks from './webhooks.json';

/** Every word of the cabinet in Russian, by the room that says it. */
export const words = {
  access,
  attempts,
  common,
  deliveries,
  developers,
  overview,
  settings,
  webhookCare,
  webhooks,
};
