import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useRegisters } from '../../api/registers.js';
import { useFormat } from '../../format/useFormat.js';
import { DetailHead } from '../../ui/DetailHead.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Facts } from '../../ui/Facts.js';
import { IdText } from '../../ui/IdText.js';
import { TimeText } from '../../ui/TimeText.js';
import { useNow } from '../../ui/useNow.js';
import { cashPath, receiptsPath, type Shift } from './shift.js';
import { ShiftReport } from './ShiftReport.js';
import { ShiftState } from './ShiftState.js';

/** A shift: who opened and closed it when, its Z-report, and the way to its receipts. */
export function ShiftDetail() {
  const { id = '' } = useParams();
  const shift = useQuery({
    queryKey: ['shifts', id],
    queryFn: ({ signal }) => api.get('/api/shifts/{id}', { path: { id }, signal }),
  });
  if (shift.isPending) {
    return (
      <Stack gap="md" aria-hidden>
        <Skeleton height={28} width={180} />
        <Skeleton height={120} />
        <Skeleton height={280} />
      </Stack>
    );
  }
  if (shift.isError && !shift.data)
    return <ErrorState error={shift.error} onRetry={() => void shift.refetch()} />;
  return <ShownShift shift={shift.data} />;
}

function ShownShift({ shift }: { shift: Shift }) {
  const { t } = useTranslation('shifts');
  const { nameOf } = useRegisters();
  const { span } = useFormat();
  const nowMs = useNow();
  const { openedAt, closedAt } = shift;
  const endMs = closedAt === undefined ? nowMs : new Date(closedAt).getTime();
  return (
    <>
      <DetailHead title={t('title', { number: shift.shiftId })}>
        <ShiftState status={shift.status} />
      </DetailHead>
      <Stack gap="lg">
        <Facts
          facts={[
            [t('report.register'), nameOf(shift.deviceId)],
            [t('report.cashier'), shift.cashier?.name ?? '—'],
            [t('report.opened'), <TimeText key="opened" iso={openedAt} isExact />],
            closedAt === undefined
              ? null
              : [t('report.closed'), <TimeText key="closed" iso={closedAt} isExact />],
            [
              closedAt === undefined ? t('report.lasts') : t('report.lasted'),
              span(endMs - new Date(openedAt).getTime()),
            ],
          ]}
        />
        <ShiftReport shift={shift} />
        <Group gap="lg">
          <Anchor component={Link} to={receiptsPath(shift)} size="sm">
            {t('report.receipts')}
          </Anchor>
          <Anchor component={Link} to={cashPath(shift)} size="sm">
            {t('report.money')}
          </Anchor>
        </Group>
        <Text size="xs" c="dimmed" component="div">
          <IdText id={shift.id} />
        </Text>
      </Stack>
    </>
  );
}
