import { randomBytes } from 'node:crypto';
import { createClient } from '@kassahook/client/client';
import type { TestAccount } from '../e2e/pipeline.js';

/** Somebody who has signed up, with a register in a shop. Calls of theirs go with the session's cookie. */
export interface Owner extends TestAccount {
  email: string;
  password: string;
  cookie: { name: string; value: string };
  /** Calls the API as the cabinet does. @throws KassahookError for an answer that is not a success */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** A call whose path is put together at run time. */
type UntypedCall = (
  path: string,
  options: { headers: Record<string, string>; body: unknown },
) => Promise<{ headers: Headers; body: unknown }>;

const PASSWORD = 'correct horse battery';

/** Signs somebody up through the API, and gives them a token, a shop and a register. */
export async function signUpOwner(baseUrl: string): Promise<Owner> {
  const email = `owner-${randomBytes(6).toString('hex')}@example.com`;
  let cookie = { name: '', value: '' };
  // As whoever connects to the API: what a busy service refused is asked again, with the same key.
  const { answer: calls } = createClient({ baseUrl });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const ask = calls[method.toLowerCase() as keyof typeof calls] as unknown as UntypedCall;
    const answer = await ask(path, {
      headers: {
        'sec-fetch-site': 'same-origin',
        'x-kassahook-csrf': '1',
        ...(cookie.name !== '' && { cookie: `${cookie.name}=${cookie.value}` }),
      },
      body,
    });
    const [name = '', value = ''] = answer.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? [];
    if (name !== '') cookie = { name, value };
    return answer.body ?? null;
  };
  const person = { name: 'Анна Демидова', email, password: PASSWORD, accountName: 'Кофейня на Лесной' };
  const { account } = (await call('POST', '/api/auth/sign-up', person)) as { account: { id: string } };
  const shop = (await call('POST', '/api/shops', { name: 'Лесная, 7' })) as { id: number };
  const device = (await call('POST', '/api/devices', { name: 'Касса у входа', groupId: shop.id })) as {
    id: number;
    deviceToken: string;
  };
  const token = (await call('POST', '/api/tokens', {
    name: 'Сайт',
    scopes: ['read', 'write', 'webhooks'],
  })) as { token: string };
  return {
    email,
    password: PASSWORD,
    get cookie() {
      return cookie;
    },
    call,
    accountId: account.id,
    deviceId: device.id,
    token: token.token,
    deviceToken: device.deviceToken,
  };
}
