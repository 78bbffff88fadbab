import type { components } from '@kassahook/client';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { useOperationWords } from '../operations/operation.js';

type Subject = components['schemas']['GetEventAnswer']['subject'];

/** What people know the entity of an event by: `№ 1042, 1 250,00 ₽`, a name, how far an operation is; empty where there is nothing but its id. */
export function useSubjectText(): (subject: Subject) => string {
  const { t } = useTranslation('events');
  const { money } = useFormat();
  const { states } = useOperationWords();
  return useCallback(
    ({ name, number, sum, status }) =>
      [
        name,
        number === undefined ? undefined : t('subjectNumber', { number }),
        sum === undefined ? undefined : money(sum),
        status && states[status],
      ]
        .filter((part) => part !== undefined)
        .join(', '),
    [t, money, states],
  );
}
