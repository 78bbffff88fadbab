import { runProcess } from '@kassahook/platform/lifecycle';
import { composeRegister, REGISTER_SETTINGS } from './compose.js';

void runProcess({ name: 'register', settings: REGISTER_SETTINGS, compose: composeRegister });
