import { runProcess } from '@kassahook/platform/lifecycle';
import { API_SETTINGS, composeApi } from './compose.js';

void runProcess({ name: 'api', settings: API_SETTINGS, compose: composeApi });
