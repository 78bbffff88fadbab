import type { components } from '@kassahook/client';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';

type Subject = components['schemas']['GetEventAnswer']['subject'];

/** What people know the entity of an event by: `№ 1042, 1 250,00 ₽`, a name; empty where there is nothing but its id. */
export function useSubjectText(): (subject: Subject) => string {
  const { t } = useTranslation('events');
  const { money } = useFormat();
  return useCallback(
    ({ name, number, sum }) =>
      [
        name,
        number === undefined ? undefined : t('subjectNumber', { number }),
        sum === undefined ? undefined : money(sum),
      ]
        .filter((part) => part !== undefined)
        .join(', '),
    [t, money],
  );
}
