import {
  printedReceiptSchema,
  type CompleteOperationBody,
  type PrintedReceipt,
} from '@kassahook/contracts/fiscalOperation';
import { readLine } from '@kassahook/domain/receiptLine';
import type { NewReceipt } from '@kassahook/mongo/journalStore';
import type { OperationFields } from '@kassahook/mongo/models/operation';
import { conflict } from '@kassahook/platform/errors';
import { documentIdOf } from '@kassahook/platform/ids';
import { wallClock } from '../device/deviceReports.js';
import type { Register } from '../device/registers.js';

/**
 * The journal's receipt of a printed operation: goods and payments as the shop sent them, numbers as the register printed them. Its id
 * is that of any receipt with this number, so a register that also reports it as its own sale makes no second one.
 */
export function printedReceipt(
  operation: OperationFields,
  { register, body }: { register: Register; body: CompleteOperationBody },
): NewReceipt {
  const asked = printedReceiptSchema.safeParse(operation.request);
  if (!asked.success) throw conflict('the operation has nothing to print');
  const { accountId, deviceId, shopId } = register;
  const { localDate = wallClock(register, body.date), ...numbers } = body;
  const positions = asked.data.positions.map(positionOf);
  return {
    ...numbers,
    _id: documentIdOf('receipt', accountId, deviceId, body.shiftId, body.number),
    accountId,
    deviceId,
    shopId,
    operationId: operation._id,
    type: asked.data.type,
    amount: asked.data.total.priceSum,
    discount: positions.reduce((sum, { discount }) => sum + discount, 0),
    localDate,
    positions,
    payments: paymentsOf(asked.data),
  };
}

function positionOf(line: PrintedReceipt['positions'][number]) {
  const { name, type, price, tax } = line;
  // Validated when the operation was made: it can be read.
  const { quantity, discount } = readLine(line) ?? { quantity: line.quantity, discount: 0 };
  return { name, type, quantity, price, discount, tax };
}

/** What stays in the drawer: cash less its change. */
function paymentsOf({ payments, total }: PrintedReceipt) {
  let change = payments.reduce((sum, payment) => sum + payment.sum, 0) - total.priceSum;
  const kept = payments.map(({ type, sum }) => {
    const back = type === 'CASH' ? Math.min(change, sum) : 0;
    change -= back;
    return { type, amount: sum - back };
  });
  const paid = kept.filter(({ amount }) => amount > 0);
  return paid.length > 0 ? paid : kept;
}
