import type { ScriptedReceiver } from '@kassahook/testing/scriptedReceiver';
import type { Pipeline, TestAccount } from './pipeline.js';

/** A receipt as a register sends it. */
function receiptBody(shiftId: number, number: number, positions = 1): object {
  return {
    shiftId,
    number,
    type: 'SALE',
    amount: 10_000 * positions,
    date: '2026-05-01T12:00:00.000Z',
    payments: [{ type: 'CASHLESS', amount: 10_000 * positions }],
    positions: Array.from({ length: positions }, (_, index) => ({
      name: `Чай чёрный листовой № ${index + 1}`,
      type: 'COUNTABLE',
      quantity: 1000,
      price: 10_000,
      tax: 'NDS_20',
    })),
    cashier: { tabNumber: '7', name: 'Ольга', password: 'secret-of-the-cashier' },
  };
}

/** Creates a webhook by API and answers with its id. */
export async function subscribe(
  pipeline: Pipeline,
  account: TestAccount,
  path: string,
  fields: object = { types: { receipts: true } },
  receiver: ScriptedReceiver = pipeline.receiver,
): Promise<string> {
  const url = receiver.url(path);
  const { status, body } = await pipeline.call(account.token, 'POST', '/api/webhooks', { url, ...fields });
  if (status !== 201) throw new Error(`webhook: ${status} ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}

/** Opens shift 1 of the account's register. */
export async function openShift(pipeline: Pipeline, account: TestAccount, number = 1): Promise<void> {
  const { status, body } = await pipeline.call(account.deviceToken, 'POST', '/api/device/shifts', { number });
  if (status !== 201) throw new Error(`shift: ${status} ${JSON.stringify(body)}`);
}

/** Posts a receipt and answers with its id. */
export async function sell(
  pipeline: Pipeline,
  account: TestAccount,
  number: number,
  positions = 1,
): Promise<string> {
  const { status, body } = await pipeline.call(
    account.deviceToken,
    'POST',
    '/api/device/receipts',
    receiptBody(1, number, positions),
  );
  if (status !== 201) throw new Error(`receipt: ${status} ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}

/** A delivery as the API lists it. */
export interface ListedDelivery {
  id: string;
  entityId: string;
  state: string;
  attempts: number;
  lastErrorClass: string | null;
}

/** The webhook's deliveries in a state, by API. */
export async function deliveriesOf(
  pipeline: Pipeline,
  account: TestAccount,
  webhookId: string,
  state: string,
): Promise<ListedDelivery[]> {
  const path = `/api/deliveries?webhookId=${webhookId}&state=${state}`;
  const { status, body } = await pipeline.call(account.token, 'GET', path);
  if (status !== 200) throw new Error(`deliveries: ${status} ${JSON.stringify(body)}`);
  return body as ListedDelivery[];
}
