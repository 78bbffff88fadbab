import { z } from 'zod';
import {
  closeShiftBody,
  deviceEncashmentBody,
  deviceReceiptBody,
  openShiftBody,
} from '@kassahook/contracts/device';
import { encashmentView, receiptView, shiftView } from '@kassahook/contracts/journal';
import type { OperationSpec } from '../http/operationSpec.js';
import { encashmentExample, receiptExample, shiftExample } from '../journals/journalExamples.js';

const tag = 'Register';
const scopes = ['device'] as const;

const REPEATS =
  'A repeat after a lost answer is recognised by the document’s number and answered as the first time; the same number with other content is 409.';
const cashier = { tabNumber: '7', name: 'Иванова А. П.' };
const openedShift = {
  id: shiftExample.id,
  shiftId: shiftExample.shiftId,
  deviceId: shiftExample.deviceId,
  shopId: shiftExample.shopId,
  cashier,
  openedAt: shiftExample.openedAt,
  status: 'OPENED',
};
const { shiftId, number, type, amount, date, payments, positions } = receiptExample;

/** What cash registers report, described. */
export const deviceOperations: readonly OperationSpec[] = [
  {
    method: 'post',
    path: '/api/device/shifts',
    operationId: 'openShift',
    tag,
    summary: 'Report that a shift was opened',
    description: REPEATS,
    scopes,
    body: openShiftBody,
    bodyExample: { number: shiftId, openedAt: shiftExample.openedAt, cashier },
    answers: { 201: { description: 'The shift.', schema: shiftView, example: openedShift } },
  },
  {
    method: 'post',
    path: '/api/device/shifts/:number/close',
    operationId: 'closeShift',
    tag,
    summary: 'Report that a shift was closed',
    description:
      'Everything in the body is optional: without `closedAt` it is now. Closing once more answers the same.',
    scopes,
    params: z.object({ number: z.int().min(1) }),
    body: closeShiftBody.optional(),
    bodyExample: { closedAt: shiftExample.closedAt, totals: shiftExample.totals },
    answers: { 200: { description: 'The shift.', schema: shiftView, example: shiftExample } },
  },
  {
    method: 'post',
    path: '/api/device/receipts',
    operationId: 'reportReceipt',
    tag,
    summary: 'Report a receipt that was printed',
    description: `${REPEATS} \`shiftId\` is the number of a shift that was opened: another one is 409. Sums are not compared: the receipt is a fact.`,
    scopes,
    body: deviceReceiptBody,
    bodyExample: { shiftId, number, type, amount, date, payments, positions, cashier },
    answers: { 201: { description: 'The receipt.', schema: receiptView, example: receiptExample } },
  },
  {
    method: 'post',
    path: '/api/device/encashments',
    operationId: 'reportEncashment',
    tag,
    summary: 'Report money that was put into the drawer or taken out',
    description: `${REPEATS} \`shiftId\` is the number of a shift that was opened: another one is 409.`,
    scopes,
    body: deviceEncashmentBody,
    bodyExample: {
      shiftId,
      number: 1,
      type: encashmentExample.type,
      sum: encashmentExample.sum,
      date: encashmentExample.date,
      cashier,
    },
    answers: { 201: { description: 'The encashment.', schema: encashmentView, example: encashmentExample } },
  },
];
