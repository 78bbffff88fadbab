import type { z } from 'zod';
import { printedReceiptSchema, type handedOperationView } from '@kassahook/contracts/fiscalOperation';
import type { OperationFields, PresentedOperation } from '@kassahook/mongo/models/operation';

/** An operation as its register gets it: what to print, and under which lease. */
export function presentHandedOperation(
  operation: OperationFields,
  present: (operation: OperationFields) => PresentedOperation,
): z.output<typeof handedOperationView> {
  const { deviceId, expiresAt, leaseId = '', leaseUntil, createdAt, request } = operation;
  return {
    ...present(operation),
    deviceId,
    expiresAt: (expiresAt ?? createdAt).toISOString(),
    lease: { id: leaseId, until: (leaseUntil ?? createdAt).toISOString() },
    receipt: printedReceiptSchema.parse(request),
  };
}
