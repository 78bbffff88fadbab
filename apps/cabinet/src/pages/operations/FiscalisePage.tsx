import { Alert, Button } from '@mantine/core';
import { IconCashRegister } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { registersQuery } from '../../api/registers.js';
import { useMay } from '../../session/identity.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { RecentOperations } from './RecentOperations.js';
import { ReceiptForm } from './ReceiptForm.js';

/** Having a receipt printed by hand. */
export function FiscalisePage() {
  const { t } = useTranslation(['operations', 'common']);
  const mayWrite = useMay('write');
  const query = useQuery(registersQuery);
  const { data: registers } = query;
  return (
    <Page title={t('common:places.fiscalise')}>
      {!mayWrite && (
        <>
          <Alert color="gray">{t('form.viewer')}</Alert>
          <RecentOperations />
        </>
      )}
      {mayWrite && registers?.length === 0 && (
        <EmptyState
          icon={IconCashRegister}
          title={t('form.noRegisters')}
          hint={t('form.noRegistersHint')}
          action={
            <Button component={Link} to="/registers">
              {t('form.registers')}
            </Button>
          }
        />
      )}
      {mayWrite && registers === undefined && query.isError && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {mayWrite && registers?.length !== 0 && !(registers === undefined && query.isError) && <ReceiptForm />}
    </Page>
  );
}
