import { describe, expect, it } from '@jest/globals';
import { printBoard } from '../../scripts/demo/board.js';

const DEMO = {
  email: 'demo@example.com',
  password: 'a-password',
  accountId: '01a2',
  token: 'a-token',
  deviceId: 1,
  deviceToken: 'd',
  deviceTokens: ['d'],
  webhookId: 'w',
  webhookSecret: 's',
  inspectorPath: '/i/x',
};

describe('the board', () => {
  it('when everything is up, then it says what to open in a browser, and with which e-mail and password', () => {
    const board = printBoard({
      demo: DEMO,
      apiUrl: 'http://127.0.0.1:8080',
      cabinetUrl: 'http://127.0.0.1:8080',
      receiverUrl: 'http://127.0.0.1:8090/webhooks',
      inspectorUrl: 'http://127.0.0.1:8080/i/x',
      metrics: { api: 'http://127.0.0.1:9000/metrics' },
      services: [],
      detached: false,
    });
    expect(board).toMatch(/open http:\/\/127\.0\.0\.1:8080 in a browser/);
    expect(board).toMatch(/e-mail +demo@example\.com/);
    expect(board).toMatch(/password +a-password/);
    expect(board).toContain('http://127.0.0.1:8080/inspector');
    expect(board).toContain('http://127.0.0.1:8080/i/x');
  });
});
