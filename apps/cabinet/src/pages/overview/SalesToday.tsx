import { Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SalesReportView } from '@kassahook/contracts/sales';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { barShare } from '../../ui/barShare.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { AsOf } from '../../ui/AsOf.js';
import { useToday } from '../../ui/useNow.js';
import { HourBars } from './HourBars.js';
import { salesTodayQuery } from './overviewQueries.js';
import { RegisterShares } from './RegisterShares.js';
import classes from './SalesToday.module.css';

/** The sums of today's sales of the whole account, in the browser's zone. */
export function SalesToday() {
  const { t } = useTranslation('overview');
  const sales = useQuery(salesTodayQuery(useToday()));
  if (sales.isError && !sales.data)
    return <ErrorState error={sales.error} onRetry={() => void sales.refetch()} />;
  return (
    <Card
      isLive
      title={t('sales.title')}
      action={<AsOf updatedAtMs={sales.dataUpdatedAt} isBehind={sales.isRefetchError} />}
    >
      <div className={classes.sums}>
        {sales.data ? <Sums sums={sales.data.summary} /> : <Skeleton className={classes.sums ?? ''} />}
      </div>
    </Card>
  );
}

/** The same sales by hour and by register. Why they are not there is said beside the sums. */
export function SalesByPart() {
  const sales = useQuery(salesTodayQuery(useToday()));
  if (sales.isError && !sales.data) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <HourBars hours={sales.data?.hours} />
      <RegisterShares devices={sales.data?.devices} />
    </SimpleGrid>
  );
}

type Sums = SalesReportView['summary'];

function Sums({ sums }: { sums: Sums }) {
  const { t } = useTranslation('overview');
  const { money, number } = useFormat();
  const { sales, refunds, average, cash, cashless, total } = sums;
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
        <Figure
          label={t('sales.sum')}
          value={money(total.value)}
          hint={
            refunds.count === 0
              ? t('sales.noRefunds')
              : t('sales.refunds', { count: refunds.count, sum: money(refunds.value) })
          }
        />
        <Figure label={t('sales.receipts')} value={number(sales.count)} />
        <Figure label={t('sales.average')} value={average === null ? '—' : money(average)} />
      </SimpleGrid>
      <Split cash={cash.value} cashless={cashless.value} />
    </Stack>
  );
}

function Figure({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={600} className="numbers" lh={1.3}>
        {value}
      </Text>
      {hint !== undefined && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </div>
  );
}

/** Cash against cashless: one bar and both sums; more refunds than sales leave a part without a bar. */
function Split({ cash, cashless }: { cash: number; cashless: number }) {
  const { t } = useTranslation('overview');
  const { money } = useFormat();
  const all = Math.max(0, cash) + Math.max(0, cashless);
  if (cash === 0 && cashless === 0) return null;
  return (
    <div>
      <div
        className={classes.split}
        role="img"
        aria-label={t('sales.split', { cash: money(cash), cashless: money(cashless) })}
      >
        <span className={classes.cash} style={{ width: `${barShare(cash, all) * 100}%` }} />
        <span className={classes.cashless} style={{ width: `${barShare(cashless, all) * 100}%` }} />
      </div>
      <Group justify="space-between" mt={6} gap={4}>
        <Text size="xs" className={classes.cashWord ?? ''}>
          {t('sales.cash')} <span className="numbers">{money(cash)}</span>
        </Text>
        <Text size="xs" className={classes.cashlessWord ?? ''}>
          {t('sales.cashless')} <span className="numbers">{money(cashless)}</span>
        </Text>
      </Group>
    </div>
  );
}
