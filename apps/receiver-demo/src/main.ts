import { runProcess } from '@kassahook/platform/lifecycle';
import { composeReceiverDemo, RECEIVER_DEMO_SETTINGS } from './compose.js';

void runProcess({ name: 'receiver-demo', settings: RECEIVER_DEMO_SETTINGS, compose: composeReceiverDemo });
