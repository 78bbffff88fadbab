import { describe, expect, it } from '@jest/globals';
import { deviceOf } from '../src/pages/settings/deviceOf.js';

describe('deviceOf', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0',
      { browser: 'Edge', system: 'Windows' },
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1',
      { browser: 'Safari', system: 'iPhone' },
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 YaBrowser/24.10 Mobile Safari/537.36',
      { browser: 'Яндекс Браузер', system: 'Android' },
    ],
    ['curl/8.5.0', { browser: null, system: null }],
  ])('when a browser calls itself %s, then people read what it is', (userAgent, device) => {
    expect(deviceOf(userAgent)).toEqual(device);
  });
});
