import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/identity.js';
import { EmptyState } from './EmptyState.js';

/** What only owners and administrators see; everybody else is told whom to ask. */
export function AccountOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  if (useMay('account')) return children;
  return <EmptyState icon={IconLock} title={t('accountOnly.title')} hint={t('accountOnly.hint')} />;
}
