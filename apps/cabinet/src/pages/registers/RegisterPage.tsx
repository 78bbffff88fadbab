import { Button, Modal, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useShopName } from '../../api/shops.js';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { MissingOrError } from '../../ui/MissingOrError.js';
import { Page } from '../../ui/Page.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useCloseGuard } from '../../ui/useCloseGuard.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { ShiftState } from '../shifts/ShiftState.js';
import { LastRows } from './LastRows.js';
import { RegisterForm } from './RegisterForm.js';
import { RegistrationCard } from './RegistrationCard.js';
import {
  cashOfQuery,
  receiptsOfQuery,
  registerQuery,
  shiftsOfQuery,
  shopsQuery,
  type Register,
  type RegisterDetail,
} from './registerQueries.js';
import { TokenCard } from './TokenCard.js';
import { useSaveRegister } from './useSaveRegister.js';

/** A register: what it is, what it did last, and the token that it reports with. */
export function RegisterPage() {
  const { t } = useTranslation('registers');
  const { t: words } = useTranslation();
  const id = Number(useParams()['id']);
  const register = useQuery(registerQuery(id));
  if (register.isError && !register.data) {
    return (
      <Page title={t('page.title')}>
        <MissingOrError
          error={register.error}
          onRetry={() => void register.refetch()}
          title={t('page.missing')}
          hint={words('missing.hint')}
          action={
            <Button component={Link} to="/registers" variant="default">
              {t('page.toAll')}
            </Button>
          }
        />
      </Page>
    );
  }
  if (!register.data) {
    return (
      <Page title={t('page.title')}>
        <Skeleton height={240} />
        <Skeleton height={240} />
      </Page>
    );
  }
  // Another register is another page: what one's token was is not shown beside another.
  return <ShownRegister key={id} register={register.data} />;
}

function ShownRegister({ register }: { register: RegisterDetail }) {
  const { t } = useTranslation('registers');
  const mayWrite = useMay('write');
  const shopName = useShopName(register.groupId);
  const [isEditing, editing] = useDisclosure(false);
  return (
    <Page
      title={register.name}
      hint={t('page.shop', { shop: shopName ?? '…' })}
      action={
        mayWrite && (
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
            {t('page.edit')}
          </Button>
        )
      }
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="md">
          <RegistrationCard deviceId={register.id} isRegistered={register.isRegistered} />
          {mayWrite && <TokenCard register={register} />}
        </Stack>
        <Journals id={register.id} />
      </SimpleGrid>
      {isEditing && <EditRegister register={register} onClose={editing.close} />}
    </Page>
  );
}

function Journals({ id }: { id: number }) {
  const { t } = useTranslation(['registers', 'common']);
  const { money } = useFormat();
  const { nameWithSum } = useReceiptWords();
  const mayWrite = useMay('write');
  const receipts = useQuery(receiptsOfQuery(id));
  const shifts = useQuery(shiftsOfQuery(id));
  const cash = useQuery(cashOfQuery(id));
  return (
    <Stack gap="md">
      <LastRows
        title={t('common:places.receipts')}
        query={receipts}
        allPath={`/receipts?devices=${id}`}
        none={t('registers:journal.noReceipts')}
        next={
          mayWrite && (
            <Button component={Link} to="/fiscalise" variant="default" size="xs">
              {t('common:places.fiscalise')}
            </Button>
          )
        }
        row={(receipt) => ({
          path: `/receipts/${receipt.id}`,
          name: nameWithSum(receipt),
          iso: receipt.date,
        })}
      />
      <LastRows
        title={t('common:places.shifts')}
        query={shifts}
        allPath={`/shifts?devices=${id}`}
        none={t('registers:journal.noShifts')}
        row={({ id: shift, shiftId, status, openedAt }) => ({
          path: `/shifts/${shift}`,
          name: t('registers:journal.shift', { number: shiftId }),
          beside: <ShiftState status={status} />,
          iso: openedAt,
        })}
      />
      <LastRows
        title={t('common:places.cash')}
        query={cash}
        allPath={`/cash?devices=${id}`}
        none={t('registers:journal.noCash')}
        row={({ type, sum, date }) => ({
          name:
            type === 'MONEY_IN'
              ? t('registers:journal.moneyIn', { sum: money(sum) })
              : t('registers:journal.moneyOut', { sum: money(sum) }),
          iso: date,
        })}
      />
    </Stack>
  );
}

function EditRegister({ register, onClose }: { register: Register; onClose: () => void }) {
  const { t } = useTranslation(['registers', 'common']);
  const shops = useQuery(shopsQuery);
  const { change } = useSaveRegister();
  const [isChanged, setChanged] = useState(false);
  const guard = useCloseGuard(isChanged, onClose);
  return (
    <Modal
      opened
      onClose={guard.close}
      closeOnEscape={!guard.isAsking}
      title={t('registers:page.editTitle')}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      {shops.isPending && <Skeleton height={180} />}
      {shops.isError && !shops.data && (
        <ErrorState error={shops.error} onRetry={() => void shops.refetch()} />
      )}
      {shops.data && (
        <RegisterForm
          initial={{ name: register.name, shopId: String(register.groupId), shopName: '' }}
          shops={shops.data}
          submitLabel={t('registers:actions.save')}
          onCancel={guard.close}
          onChanged={setChanged}
          save={async (draft) => {
            await change(register.id, draft);
            onClose();
          }}
        />
      )}
      <UnsavedChangesDialog guard={guard} isDialog />
    </Modal>
  );
}
