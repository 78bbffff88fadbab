import { runProcess } from '@kassahook/platform/lifecycle';
import { composeDeliverer, DELIVERER_SETTINGS } from './compose.js';

void runProcess({ name: 'deliverer', settings: DELIVERER_SETTINGS, compose: composeDeliverer });
