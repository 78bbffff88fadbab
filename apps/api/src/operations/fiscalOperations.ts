import { z } from 'zod';
import {
  acceptOperationBody,
  callbackSecretView,
  completeOperationBody,
  externalReceiptSchema,
  failOperationBody,
  fiscalOperationView,
  handedOperationView,
  nextOperationBody,
} from '@kassahook/contracts/fiscalOperation';
import { rotateAnswerSchema, rotateBody } from '@kassahook/contracts/webhookCare';
import type { AnswerSpec, OperationSpec } from '../http/operationSpec.js';

const PENDING = {
  id: 'b9d4bd2e-6b1e-5c55-9a35-0f0f0f6c2f11',
  externalId: '3c5b5ba1-98d2-4a3b-8b1c-0a7a7b2f9c10',
  type: 'EXTERNAL_RECEIPT',
  status: 'PENDING',
  createdAt: '2026-05-01T09:00:00.000Z',
};
const RECEIPT = {
  type: 'SALE',
  taxMode: 'DEFAULT',
  positions: [
    {
      name: 'Чай чёрный листовой',
      type: 'COUNTABLE',
      quantity: 2,
      price: 39_700,
      priceSum: 79_400,
      tax: 'NDS_22',
    },
  ],
  payments: [{ sum: 79_400, type: 'CASHLESS' }],
  attributes: { email: 'buyer@example.com' },
  total: { priceSum: 79_400 },
};

const postReceipt = {
  method: 'post',
  tag: 'Receipts',
  description:
    'The register prints it as soon as it can; the statuses are events of type OPERATION, the printed receipt one of type RECEIPT. ' +
    'The same `externalId` again is the same operation. Quantities are pieces or thousandths: `priceSum` tells which.',
  scopes: ['write'],
  body: externalReceiptSchema,
  bodyExample: {
    externalId: PENDING.externalId,
    deviceId: 1,
    timeout: 5,
    ...RECEIPT,
    callbackUrl: 'https://shop.example/orders/17/receipt',
  },
  answers: {
    202: { description: 'The operation', schema: fiscalOperationView, example: PENDING },
    409: { description: 'The externalId was used for another receipt' },
  },
} as const;

const params = z.object({ id: z.string() });
const operationAnswer = (example: object): Record<number, AnswerSpec> => ({
  200: { description: 'The operation as it is now', schema: fiscalOperationView, example },
  409: { description: 'The operation is over, or was handed out again: `data.status` says what it is' },
});

/** What `fiscalRoutes` serves, described. */
export const fiscalOperations: readonly OperationSpec[] = [
  {
    ...postReceipt,
    path: '/api/receipts',
    operationId: 'postReceipt',
    summary: 'Asks a register to print a receipt',
  },
  {
    ...postReceipt,
    path: '/api/v2/receipts',
    operationId: 'postReceiptV2',
    summary: 'Asks a register to print a receipt (another name)',
  },
  {
    method: 'get',
    path: '/api/callback-secret',
    operationId: 'getCallbackSecret',
    tag: 'Receipts',
    summary: 'The secret that signs requests to callback URLs',
    scopes: ['webhooks'],
    answers: {
      200: {
        description: 'The account’s secret; made when it is first needed',
        schema: callbackSecretView,
        example: { secret: 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=' },
      },
    },
  },
  {
    method: 'post',
    path: '/api/callback-secret/rotate',
    operationId: 'rotateCallbackSecret',
    tag: 'Receipts',
    summary: 'Makes another secret sign requests to callback URLs',
    description:
      'Both sign until the overlap ends. Of two rotations within an overlap the first secret is dropped with the second.',
    scopes: ['webhooks'],
    body: rotateBody,
    bodyExample: { overlapHours: 24 },
    answers: {
      200: {
        description: 'The secret that signs from now on, and until when the one before signs as well',
        schema: rotateAnswerSchema,
        example: {
          secret: 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
          previousSecretValidUntil: '2026-05-02T09:00:00.000Z',
        },
      },
    },
  },
  {
    method: 'post',
    path: '/api/device/operations/next',
    operationId: 'nextOperation',
    tag: 'Register',
    summary: 'Waits for the register’s next fiscal operation',
    description:
      'Nobody else gets it until the lease ends. A begun one whose register went silent comes again.',
    scopes: ['device'],
    body: nextOperationBody,
    bodyExample: { waitMs: 25_000 },
    answers: {
      200: {
        description: 'The operation',
        schema: handedOperationView,
        example: {
          ...PENDING,
          deviceId: 1,
          expiresAt: '2026-05-01T09:05:00.000Z',
          lease: { id: '0196a0c2-5a6e-7cc1-a2a4-6f7d1f0f0a01', until: '2026-05-01T09:01:00.000Z' },
          receipt: RECEIPT,
        },
      },
      204: { description: 'There was none in time' },
    },
  },
  {
    method: 'post',
    path: '/api/device/operations/:id/accept',
    operationId: 'acceptOperation',
    tag: 'Register',
    summary: 'The register begins to print; again it is a sign of life',
    scopes: ['device'],
    params,
    body: acceptOperationBody,
    bodyExample: { leaseId: '0196a0c2-5a6e-7cc1-a2a4-6f7d1f0f0a01' },
    answers: operationAnswer({ ...PENDING, status: 'IN_PROGRESS' }),
  },
  {
    method: 'post',
    path: '/api/device/operations/:id/complete',
    operationId: 'completeOperation',
    tag: 'Register',
    summary: 'The register has printed',
    scopes: ['device'],
    params,
    body: completeOperationBody,
    bodyExample: {
      shiftId: 12,
      number: 34,
      date: '2026-05-01T09:00:03.000Z',
      fiscalDocumentNumber: '4711',
      fiscalDocumentSign: '3141592653',
      fnNumber: '9960440300000001',
      registryNumber: '0001234567890123',
    },
    answers: operationAnswer({
      ...PENDING,
      status: 'SUCCESS',
      completedAt: '2026-05-01T09:00:04.000Z',
      data: { receiptId: '5d0a2c57-2ac3-5e0c-8a4f-7a0f4f6f1c11' },
    }),
  },
  {
    method: 'post',
    path: '/api/device/operations/:id/fail',
    operationId: 'failOperation',
    tag: 'Register',
    summary: 'The register cannot print',
    scopes: ['device'],
    params,
    body: failOperationBody,
    bodyExample: { code: 'PaperOutError', message: 'no paper' },
    answers: operationAnswer({
      ...PENDING,
      status: 'ERROR',
      completedAt: '2026-05-01T09:00:04.000Z',
      data: { error: { code: 'PaperOutError', message: 'no paper' } },
    }),
  },
];
