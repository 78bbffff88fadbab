import type { ExternalReceipt } from '@kassahook/contracts/fiscalOperation';
import type { JournalStore } from '@kassahook/mongo/journalStore';
import type { OperationFields } from '@kassahook/mongo/models/operation';
import type { Clock } from '@kassahook/platform/clock';
import { conflict } from '@kassahook/platform/errors';
import { documentIdOf, newId } from '@kassahook/platform/ids';
import { canonicalJson } from '../http/canonicalJson.js';

export interface PostReceiptDeps {
  journal: Pick<JournalStore, 'createOperation'>;
  /** The account's register. Throws AppError NOT_FOUND when it has no such one. */
  requireDevice: (accountId: string, deviceId: number) => Promise<{ shopId: number }>;
  /** Sees to it that the account's callbacks can be signed. */
  prepareCallbacks: (accountId: string) => Promise<void>;
  /** An operation waits for this register now. */
  onQueued: (deviceId: number) => void;
  clock: Clock;
}

export interface PostReceiptInput {
  accountId: string;
  body: ExternalReceipt;
  /** Names the request when it carried an Idempotency-Key. */
  requestId: string | undefined;
}

/**
 * Takes a shop's receipt for its register. The operation's id is made of the shop's own id of the receipt (or of the request, when that
 * has a key), so of any number of repeats one makes the operation and the others meet it.
 */
export function createPostReceipt(deps: PostReceiptDeps) {
  const { journal, requireDevice, prepareCallbacks, onQueued, clock } = deps;

  /** @throws AppError NOT_FOUND for the register; CONFLICT when the id was used for another receipt */
  return async function postReceipt({
    accountId,
    body,
    requestId,
  }: PostReceiptInput): Promise<OperationFields> {
    const { externalId, deviceId, timeout, callbackUrl } = body;
    const { shopId } = await requireDevice(accountId, deviceId);
    // Before the operation: its first event may be on its way to the callback a moment later.
    if (callbackUrl !== undefined) await prepareCallbacks(accountId);
    const createdAt = new Date(clock.now());
    const { document, repeated } = await journal.createOperation({
      _id: operationIdOf(accountId, externalId, requestId),
      accountId,
      deviceId,
      shopId,
      externalId,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + timeout * 60_000),
      request: { ...body },
    });
    if (!repeated) onQueued(deviceId);
    else if (contentOf(document.request) !== contentOf(body)) {
      throw conflict('this externalId was used for another receipt', {
        externalId: 'was used for another receipt',
      });
    }
    return document;
  };
}

function operationIdOf(
  accountId: string,
  externalId: string | undefined,
  requestId: string | undefined,
): string {
  // A UUID is the same one in any case of letters.
  if (externalId !== undefined) return documentIdOf('operation', accountId, externalId.toLowerCase());
  if (requestId !== undefined) return documentIdOf('operation', accountId, 'request', requestId);
  return newId();
}

function contentOf(request: object | undefined): string {
  return canonicalJson({ ...request, externalId: undefined });
}
