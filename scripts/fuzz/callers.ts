import type { ApiHarness, TestAccount } from '../../apps/api/test/apiHarness.js';
import { signUp } from '../../apps/api/test/browser.js';
import { TOKEN_SCOPES } from '../../libs/contracts/src/tokenScope.js';
import { allOperations } from '../../apps/api/src/openapi/allOperations.js';

/** Somebody who asks, and what he asks for. */
export interface Caller {
  name: string;
  /** As `Name: value`. */
  headers: readonly string[];
  operationIds: readonly string[];
  /** Of the time of one caller; those with few operations need less. */
  share: number;
}

const OWNER_SCOPES = TOKEN_SCOPES.filter((scope) => scope !== 'device');

/** A fuzzer makes URLs up, and these requests go there: strangers are left in peace. */
const LEAVES_THIS_MACHINE = new Set(['testWebhook']);
/** They may take away what the caller asks with. Callers of their own do them, after the others. */
const ENDS_THE_CALLER = new Set([
  'revokeToken',
  'logOut',
  'revokeSession',
  'changePassword',
  'signUp',
  'logIn',
]);

/** A stream has no end that a fuzzer could wait for. */
const STREAM = '/stream';

/** Everybody in turn: the owner's operations may replace the register's token, so it gets its own, made after them. */
export function callersOf(harness: ApiHarness, account: TestAccount): readonly (() => Promise<Caller>)[] {
  const asking = allOperations.filter(
    ({ operationId, path }) => !LEAVES_THIS_MACHINE.has(operationId) && !path.endsWith(STREAM),
  );
  const idsOf = (wanted: (operation: (typeof asking)[number]) => boolean) =>
    asking.filter(wanted).map(({ operationId }) => operationId);
  const isLast = (operationId: string) => ENDS_THE_CALLER.has(operationId);
  const isRegisters = (scopes: readonly string[]) => scopes.includes('device');

  const bearer = async (...of: Parameters<ApiHarness['issue']>) =>
    `Authorization: Bearer ${await harness.issue(...of)}`;
  const browser = async () => {
    const member = await signUp(harness);
    return [`Cookie: ${member.browser.cookie()}`, 'X-Kassahook-Csrf: 1'];
  };

  return [
    async () => ({
      name: 'an owner’s token',
      headers: [await bearer(account.accountId, OWNER_SCOPES)],
      operationIds: idsOf(
        (one) => !isRegisters(one.scopes) && one.isSessionOnly !== true && !isLast(one.operationId),
      ),
      share: 1,
    }),
    async () => ({
      name: 'a register’s token',
      headers: [await bearer(account.accountId, ['device'], { deviceId: account.deviceId })],
      operationIds: idsOf((one) => isRegisters(one.scopes)),
      share: 0.5,
    }),
    async () => ({
      name: 'a person at a browser',
      headers: await browser(),
      operationIds: idsOf((one) => one.isSessionOnly === true && !isLast(one.operationId)),
      share: 0.2,
    }),
    // One each: the first that works ends what the others would ask with.
    ...idsOf(({ operationId }) => operationId !== 'revokeToken' && isLast(operationId)).map(
      (operationId) => async () => ({
        name: 'a person who leaves',
        headers: await browser(),
        operationIds: [operationId],
        share: 0.06,
      }),
    ),
    async () => ({
      name: 'a token that ends tokens',
      headers: [await bearer(account.accountId, OWNER_SCOPES)],
      operationIds: ['listTokens', 'revokeToken'],
      share: 0.1,
    }),
  ];
}
