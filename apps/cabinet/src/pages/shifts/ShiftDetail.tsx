import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useRegisters } from '../../api/registers.js';
import { useFormat } from '../../format/useFormat.js';
import { DetailHead } from '../../ui/DetailHead.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { IdText } from '../../ui/IdText.js';
import { TimeText } from '../../ui/TimeText.js';
import { useNow } from '../../ui/useNow.js';
import { cashPath, receiptsPath, type Shift } from './shift.js';
import classes from './ShiftDetail.module.css';
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
  if (shift.isError) return <ErrorState error={shift.error} onRetry={() => void shift.refetch()} />;
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
        <dl className={classes.facts}>
          <Fact name={t('report.register')}>{nameOf(shift.deviceId)}</Fact>
          <Fact name={t('report.cashier')}>{shift.cashier?.name ?? '—'}</Fact>
          <Fact name={t('report.opened')}>
            <TimeText iso={openedAt} isExact />
          </Fact>
          {closedAt !== undefined && (
            <Fact name={t('report.closed')}>
              <TimeText iso={closedAt} isExact />
            </Fact>
          )}
          <Fact name={closedAt === undefined ? t('report.lasts') : t('report.lasted')}>
            {span(endMs - new Date(openedAt).getTime())}
          </Fact>
        </dl>
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
