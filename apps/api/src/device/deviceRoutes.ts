import {
  closeShiftBody,
  deviceEncashmentBody,
  deviceReceiptBody,
  openShiftBody,
} from '@kassahook/contracts/device';
import { notFound } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
  type Principal,
} from '../http/context.js';
import { answerJsonText } from '../http/jsonAnswer.js';
import { bodyOf } from '../http/jsonBody.js';
import { validatedReport } from '../http/validate.js';
import type { createDeviceReports, Stored } from './deviceReports.js';
import type { Register } from './registers.js';

/** How each stored document is shown. */
export interface JournalPresenters<Shift, Receipt, Encashment> {
  shift: (shift: Shift) => object;
  receipt: (receipt: Receipt) => object;
  encashment: (encashment: Encashment) => object;
}

export interface DeviceRoutesDeps<Shift, Receipt, Encashment> {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  registerOf: (principal: Principal) => Promise<Register>;
  reports: ReturnType<typeof createDeviceReports<Shift, Receipt, Encashment>>;
  present: JournalPresenters<Shift, Receipt, Encashment>;
}

const SHIFT_NUMBER = /^[1-9]\d{0,9}$/;

/** `/api/device`: what cash registers report with their own tokens. Creating answers 201, the first time and each time after. */
export function deviceRoutes<Shift, Receipt, Encashment>({
  authenticate,
  jsonBody,
  registerOf,
  reports,
  present,
}: DeviceRoutesDeps<Shift, Receipt, Encashment>) {
  const device = authenticate('device');

  return (router: ApiRouter): void => {
    router.post('/api/device/shifts', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const shift = await reports.openShift(register, validatedReport(openShiftBody, bodyOf(ctx)));
      ctx.status = 201;
      ctx.body = present.shift(shift);
    });

    router.post('/api/device/shifts/:number/close', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const number = pathParam(ctx, 'number');
      if (!SHIFT_NUMBER.test(number)) throw notFound('shift');
      // Everything in this body is optional, so none at all is fine.
      const body = validatedReport(closeShiftBody, bodyOf(ctx) ?? {});
      ctx.body = present.shift(await reports.closeShift(register, Number(number), body));
    });

    router.post('/api/device/receipts', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const receipt = await reports.addReceipt(register, validatedReport(deviceReceiptBody, bodyOf(ctx)));
      answerStored(ctx, receipt, present.receipt);
    });

    router.post('/api/device/encashments', device, jsonBody, async (ctx) => {
      const register = await registerOf(principalOf(ctx));
      const encashment = await reports.addEncashment(
        register,
        validatedReport(deviceEncashmentBody, bodyOf(ctx)),
      );
      answerStored(ctx, encashment, present.encashment);
    });
  };
}

/** The text of the event is the text of the answer: 201 with the document as it is shown. */
function answerStored<Document>(
  ctx: ApiContext,
  { document, shown }: Stored<Document>,
  present: (document: Document) => object,
): void {
  ctx.status = 201;
  if (shown === undefined) ctx.body = present(document);
  else answerJsonText(ctx, shown);
}
