import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KassahookError } from '@kassahook/client';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { statusOf } from '../../api/failure.js';
import type { Operation } from './operation.js';
import type { ReceiptBody } from './receiptDraft.js';

const KEY_BYTES = 16;
/** The API's words for a key that has been used for something else, or whose end nobody knows. */
const UNCLEAR_CODES: readonly string[] = [
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_OUTCOME_UNKNOWN',
  'IDEMPOTENCY_IN_FLIGHT',
];

/**
 * Posts a form's receipt. The form has one key: however often it is sent, and whatever is changed in it after an answer got lost, one
 * receipt is printed. A refusal ends the key, because nothing was done under it.
 */
export function useSubmission(onAccepted: (operation: Operation) => void) {
  const queryClient = useQueryClient();
  const [key, setKey] = useState(newKey);
  const mutation = useMutation({
    mutationFn: (body: ReceiptBody) => api.post('/api/receipts', { body, idempotencyKey: key }),
    onSuccess: (operation) => {
      queryClient.setQueryData(['operations', operation.id], operation);
      onAccepted(operation);
    },
    onError: (error) => {
      const status = statusOf(error);
      const isUnderWay = error instanceof KassahookError && error.code === 'IDEMPOTENCY_IN_FLIGHT';
      if (status >= 400 && status < 500 && !isUnderWay) setKey(newKey());
    },
  });
  return { ...mutation, isUnclear: isUnclear(mutation.error) };
}

/** True for an answer after which nobody here knows whether a receipt is on its way. */
function isUnclear(error: unknown): boolean {
  return error instanceof KassahookError && UNCLEAR_CODES.includes(error.code);
}

/** Random; `crypto.randomUUID` is not there on a page without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
