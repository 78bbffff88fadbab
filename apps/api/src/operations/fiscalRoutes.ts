import type { Actor } from '@kassahook/contracts/audit';
import {
  acceptOperationBody,
  completeOperationBody,
  externalReceiptBody,
  failOperationBody,
  nextOperationBody,
} from '@kassahook/contracts/fiscalOperation';
import type { OperationFields, PresentedOperation } from '@kassahook/mongo/models/operation';
import { notFound } from '@kassahook/platform/errors';
import type { Register } from '../device/registers.js';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
  type Principal,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated, validatedReport } from '../http/validate.js';
import { presentRotation, type ReadRotation, type WantedRotation } from '../webhooks/secretRotation.js';
import type { createPostReceipt } from './postReceipt.js';
import { presentHandedOperation } from './presentHandedOperation.js';
import type { createServeOperations } from './serveOperations.js';

export interface FiscalRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  registerOf: (principal: Principal) => Promise<Register>;
  /** Why statuses may not be sent to this URL; null when they may. */
  urlProblem: (url: string) => string | null;
  postReceipt: ReturnType<typeof createPostReceipt>;
  serve: ReturnType<typeof createServeOperations>;
  /** The secret that signs the account's callbacks, in plain text. */
  callbackSecret: (accountId: string) => Promise<string>;
  /** What an actor changes is his in the audit log. */
  callbackSecretsBy: (actor: Actor) => {
    rotate(
      rotation: { accountId: string } & WantedRotation,
    ): Promise<{ current: string; previous: { until: Date } | null }>;
  };
  readRotation: ReadRotation;
  present: (operation: OperationFields) => PresentedOperation;
}

const OPERATION_ID = /^[\w-]{1,64}$/;

/** Fiscal receipts: shops post them (`write`), registers fetch and answer them (`device`). */
export function fiscalRoutes(deps: FiscalRoutesDeps) {
  const { authenticate, jsonBody, registerOf, postReceipt, serve, present } = deps;
  const writer = authenticate('write');
  const manager = authenticate('webhooks');
  const device = authenticate('device');
  const receiptBody = externalReceiptBody(deps.urlProblem);

  return (router: ApiRouter): void => {
    for (const path of ['/api/receipts', '/api/v2/receipts']) {
      router.post(path, writer, jsonBody, async (ctx) => {
        const operation = await postReceipt({
          accountId: principalOf(ctx).accountId,
          body: validated(receiptBody, bodyOf(ctx)),
          requestId: ctx.state.idempotentRequestId,
        });
        ctx.status = 202;
        ctx.body = present(operation);
      });
    }

    router.get('/api/callback-secret', manager, async (ctx) => {
      ctx.body = { secret: await deps.callbackSecret(principalOf(ctx).accountId) };
    });

    router.post('/api/callback-secret/rotate', manager, jsonBody, async (ctx) => {
      const { accountId } = principalOf(ctx);
      const wanted = deps.readRotation(ctx);
      ctx.body = presentRotation(await deps.callbackSecretsBy(actorOf(ctx)).rotate({ accountId, ...wanted }));
    });

    router.post('/api/device/operations/next', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const { waitMs } = validatedReport(nextOperationBody, bodyOf(ctx) ?? {});
      const hungUp = new AbortController();
      const onClose = (): void => hungUp.abort();
      ctx.res.once('close', onClose);
      if (ctx.req.socket.destroyed) onClose(); // while the register was looked up
      const operation = await serve.next(register, { waitMs, signal: hungUp.signal });
      ctx.res.off('close', onClose);
      if (operation) ctx.body = presentHandedOperation(operation, present);
      else ctx.status = 204;
    });

    router.post('/api/device/operations/:id/accept', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const { leaseId } = validatedReport(acceptOperationBody, bodyOf(ctx) ?? {});
      ctx.body = present(await serve.accept(register, operationId(ctx), leaseId));
    });

    router.post('/api/device/operations/:id/complete', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const body = validatedReport(completeOperationBody, bodyOf(ctx));
      ctx.body = present(await serve.complete(register, operationId(ctx), body));
    });

    router.post('/api/device/operations/:id/fail', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const body = validatedReport(failOperationBody, bodyOf(ctx));
      ctx.body = present(await serve.fail(register, operationId(ctx), body));
    });
  };
}

function operationId(ctx: ApiContext): string {
  const id = pathParam(ctx, 'id');
  if (!OPERATION_ID.test(id)) throw notFound('operation');
  return id;
}
