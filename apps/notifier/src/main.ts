import { runProcess } from '@kassahook/platform/lifecycle';
import { composeNotifier, NOTIFIER_SETTINGS } from './compose.js';

void runProcess({ name: 'notifier', settings: NOTIFIER_SETTINGS, compose: composeNotifier });
