import type { components } from '@kassahook/client';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownState } from '../../ui/StateBadge.js';

export type Operation = components['schemas']['Operation'];
export type OperationStatus = Operation['status'];

const STATUSES: readonly OperationStatus[] = ['PENDING', 'IN_PROGRESS', 'SUCCESS', 'ERROR'];

export function isOperationStatus(text: string): text is OperationStatus {
  return (STATUSES as readonly string[]).includes(text);
}

/** The colour and the shape of an operation's state are those of a delivery that is as far. */
export const STATE_LOOKS: Readonly<Record<OperationStatus, ShownState>> = {
  PENDING: 'waiting',
  IN_PROGRESS: 'retrying',
  SUCCESS: 'delivered',
  ERROR: 'dead',
};

export function isOver({ status }: Pick<Operation, 'status'>): boolean {
  return status === 'SUCCESS' || status === 'ERROR';
}

export function receiptIdOf({ data }: Pick<Operation, 'data'>): string | undefined {
  return data && 'receiptId' in data ? data.receiptId : undefined;
}

/** The words of operations: their states, and what went wrong. */
export function useOperationWords() {
  const { t } = useTranslation('operations');
  const states = useMemo<Record<OperationStatus, string>>(
    () => ({
      PENDING: t('states.PENDING'),
      IN_PROGRESS: t('states.IN_PROGRESS'),
      SUCCESS: t('states.SUCCESS'),
      ERROR: t('states.ERROR'),
    }),
    [t],
  );
  const known: Partial<Record<string, string>> = {
    NotEnoughCashError: t('errors.NotEnoughCashError'),
    PaperOutError: t('errors.PaperOutError'),
    RegisterLostError: t('errors.RegisterLostError'),
    TimeoutError: t('errors.TimeoutError'),
  };
  return {
    states,
    /** Why an operation failed; null for one that did not. A register's own code that we do not know is shown in its words. */
    errorOf: ({ data }: Pick<Operation, 'data'>): string | null => {
      if (!data || !('error' in data)) return null;
      const { code, message } = data.error;
      return known[code] ?? t('errors.other', { message: message === '' ? code : message });
    },
  };
}
