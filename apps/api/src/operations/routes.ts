import type { Actor } from '@kassahook/contracts/audit';
import type { JournalStore } from '@kassahook/mongo/journalStore';
import { presentOperation } from '@kassahook/mongo/models/operation';
import type { OperationStore } from '@kassahook/mongo/operationStore';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import type { CallbackSecretStore } from '@kassahook/postgres/callbackSecretStore';
import type { createDeviceStore } from '@kassahook/postgres/deviceStore';
import type { RoomRoutes } from '../app.js';
import type { createKnownShifts } from '../device/knownShifts.js';
import type { Register } from '../device/registers.js';
import type { Authenticate } from '../http/authenticate.js';
import type { ApiMiddleware, Principal } from '../http/context.js';
import type { ReadRotation } from '../webhooks/secretRotation.js';
import { fiscalRoutes } from './fiscalRoutes.js';
import type { OperationWaits } from './operationWaits.js';
import { createPostReceipt } from './postReceipt.js';
import { createServeOperations, type OperationTimes } from './serveOperations.js';

/** What fiscal receipts of online shops are kept in and handed to registers from. */
export interface FiscalRoomDeps {
  journal: JournalStore;
  devices: ReturnType<typeof createDeviceStore>;
  operations: OperationStore;
  operationWaits: OperationWaits;
  operationTimes: OperationTimes;
  callbackSecrets: CallbackSecretStore;
  callbackSecretsBy: (actor: Actor) => CallbackSecretStore;
  clock: Clock;
}

/** Fiscal receipts: posted by shops, printed by registers, with the secret of their callbacks. */
export function fiscalRooms(
  deps: FiscalRoomDeps & {
    authenticate: Authenticate;
    jsonBody: ApiMiddleware;
    registerOf: (principal: Principal) => Promise<Register>;
    knownShifts: ReturnType<typeof createKnownShifts>;
    /** Why no callback may have this address; null when one may. */
    urlProblem: (url: string) => string | null;
    readRotation: ReadRotation;
  },
): RoomRoutes[] {
  const { authenticate, jsonBody, journal, devices, operationWaits, callbackSecrets, knownShifts, clock } =
    deps;
  const postReceipt = createPostReceipt({
    journal,
    async requireDevice(accountId, id) {
      const { device } = await devices.get({ accountId, id }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.status !== 404) throw error;
        const { message, code, status } = error;
        throw new AppError(message, { code, status, data: { deviceId: 'names no device of yours' } });
      });
      return { shopId: device.groupId };
    },
    prepareCallbacks: async (accountId) => {
      await callbackSecrets.get(accountId);
    },
    onQueued: (deviceId) => operationWaits.wake(deviceId),
    clock,
  });
  return [
    fiscalRoutes({
      authenticate,
      jsonBody,
      registerOf: deps.registerOf,
      urlProblem: deps.urlProblem,
      postReceipt,
      serve: createServeOperations({
        operations: deps.operations,
        waits: operationWaits,
        knownShifts,
        times: deps.operationTimes,
        clock,
      }),
      callbackSecretsBy: deps.callbackSecretsBy,
      readRotation: deps.readRotation,
      callbackSecret: (accountId) => callbackSecrets.get(accountId),
      present: presentOperation,
    }),
  ];
}
