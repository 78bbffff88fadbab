import type { ExternalReceipt } from '@kassahook/contracts/fiscalOperation';
import { newId } from '@kassahook/platform/ids';
import type { Random } from '@kassahook/platform/randomness';
import { lineTotal, makeSale } from '@kassahook/register/sale';
import { oneOf } from '@kassahook/register/seededRandom';
import { atRate, untilAcknowledged } from './pace.js';

export interface ReceiptLoad {
  /** Posts receipts until told to stop. Rejects when one was not answered for longer than any outage of the suite. */
  run(signal: AbortSignal): Promise<void>;
  /** By the shop's own id of a receipt: the operations that were answered, of which there may only be one. */
  readonly posted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Good receipts that the API would not have, in words. */
  readonly refused: readonly string[];
}

export interface ReceiptLoadDeps {
  apiUrl: string;
  token: string;
  /** Registers that work. */
  servedDeviceIds: readonly number[];
  /** Registers that nobody switched on, or that vanish: what they are to print must come to its end without them. */
  unservedDeviceIds: readonly number[];
  /** How many of the first receipts go to the latter, so that their time is over before the load is. */
  unservedCount: number;
  perSecond: number;
  random: Random;
}

const WORKERS = 3;
const LIMIT_MS = 90_000;
const ANSWER_LIMIT_MS = 5_000;
/** Minutes. The least there is; and more than a working register ever needs here. */
const TIMEOUT = { unserved: 1, served: 30 };
/** Some are posted twice at the same moment, some once more when they were answered, as a shop does whose own memory was lost. */
const SHARES = { atOnce: 0.15, later: 0.15, refund: 0.1 };

/**
 * An online shop: posts receipts to the API, as any client does, and repeats each with the same `externalId` until it is answered. A
 * lost answer, a repeat and a double make one operation.
 */
export function createReceiptLoad(deps: ReceiptLoadDeps): ReceiptLoad {
  const { apiUrl, token, random } = deps;
  const posted = new Map<string, Set<string>>();
  const refused: string[] = [];
  let made = 0;

  function nextReceipt(): ExternalReceipt {
    const isUnserved = made < deps.unservedCount;
    const { unservedDeviceIds: unserved, servedDeviceIds: served } = deps;
    const deviceId = isUnserved ? unserved[made % unserved.length] : oneOf(random, served);
    if (deviceId === undefined) throw new RangeError('no register for what is not to be served');
    made += 1;
    const sale = makeSale(random);
    const positions = sale.positions.map(({ name, type, quantity, price, discount, tax }) => {
      const priceSum = lineTotal({ price, quantity }) - discount;
      return { name, type, quantity, price, priceSum, tax };
    });
    return {
      externalId: newId(),
      deviceId,
      type: random() < SHARES.refund ? 'REFUND' : 'SALE',
      timeout: isUnserved ? TIMEOUT.unserved : TIMEOUT.served,
      taxMode: 'DEFAULT',
      positions,
      payments: sale.payments.map(({ type, amount }) => ({ type, sum: amount })),
      attributes: { email: 'buyer@example.com' },
      total: { priceSum: sale.amount },
    };
  }

  /** @throws Error when it is to be sent again */
  async function post(receipt: ExternalReceipt): Promise<void> {
    const { externalId = '' } = receipt;
    const answer = await fetch(`${apiUrl}/api/receipts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(receipt),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const text = await answer.text();
    if (answer.status >= 500 || answer.status === 429) throw new Error(`answered with ${answer.status}`);
    if (answer.status !== 202) return void refused.push(`${externalId}: ${answer.status} ${text}`);
    const { id } = JSON.parse(text) as { id: string };
    posted.set(externalId, (posted.get(externalId) ?? new Set()).add(id));
  }

  const settle = (receipt: ExternalReceipt) => untilAcknowledged(() => post(receipt), { limitMs: LIMIT_MS });

  async function work(signal: AbortSignal): Promise<void> {
    await atRate(deps.perSecond / WORKERS, signal, async () => {
      const receipt = nextReceipt();
      const draw = random();
      await Promise.all([settle(receipt), ...(draw < SHARES.atOnce ? [settle(receipt)] : [])]);
      if (draw > 1 - SHARES.later) await settle(receipt);
    });
  }

  return {
    posted,
    refused,
    async run(signal) {
      await Promise.all(Array.from({ length: WORKERS }, () => work(signal)));
    },
  };
}
