import { useTranslation } from 'react-i18next';
import { StateBadge } from '../../ui/StateBadge.js';
import type { ShiftStatus } from './shift.js';

/** Whether a shift is open: dot and word. */
export function ShiftState({ status }: { status: ShiftStatus }) {
  const { t } = useTranslation('shifts');
  const isOpen = status === 'OPENED';
  return (
    <StateBadge
      state={isOpen ? 'delivered' : 'cancelled'}
      word={isOpen ? t('states.OPENED') : t('states.CLOSED')}
    />
  );
}
