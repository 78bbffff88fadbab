import { createJournalStore } from '@kassahook/mongo/journalStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import { newId } from '@kassahook/platform/ids';
import { eventKey } from '../eventKey.js';
import type { Shop } from '../shop.js';
import { atRate, untilAcknowledged } from './pace.js';

export interface OperationLoad {
  run(signal: AbortSignal): Promise<void>;
  /** Every step that was acknowledged, as event keys. */
  readonly acknowledged: readonly string[];
}

const LIMIT_MS = 90_000;

/** Takes operations from PENDING over IN_PROGRESS to SUCCESS without a pause: three states of one document, three events. */
export function createOperationLoad(deps: { mongo: Mongo; shop: Shop; perSecond: number }): OperationLoad {
  const { mongo, shop, perSecond } = deps;
  const journal = createJournalStore(mongo);
  const acknowledged: string[] = [];
  const { accountId } = shop;
  const deviceId = shop.deviceIds[0] ?? 0;

  const settle = (write: () => Promise<unknown>) => untilAcknowledged(write, { limitMs: LIMIT_MS });

  return {
    acknowledged,
    run: (signal) =>
      atRate(perSecond, signal, async () => {
        const _id = newId();
        const at = new Date();
        await settle(() => journal.createOperation({ _id, accountId, deviceId, createdAt: at }));
        acknowledged.push(eventKey('OPERATION', 'CREATE', _id, 'PENDING'));
        for (const status of ['IN_PROGRESS', 'SUCCESS'] as const) {
          const data = status === 'SUCCESS' ? { receiptId: newId() } : undefined;
          await settle(() => journal.setOperationStatus({ accountId, id: _id, status, at, data }));
          acknowledged.push(eventKey('OPERATION', 'UPDATE', _id, status));
        }
      }),
  };
}
