import { SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { ErrorState } from '../../ui/ErrorState.js';
import classes from './CashTotals.module.css';
import { totalsOf, type EncashmentType } from './encashment.js';

/** A register moves cash a few times a shift: this is a year of a dozen of them, read in ten pages. */
const MOVEMENTS_MAX = 10_000;
const PAGE_ROWS = 1_000;

interface CashTotalsProps {
  query: {
    from?: string;
    to?: string;
    devices?: string;
    sumFrom?: number;
    sumTo?: number;
    type?: EncashmentType;
  };
}

/** What was put in and taken out within the filters, and the difference. */
export function CashTotals({ query }: CashTotalsProps) {
  const { t } = useTranslation('cash');
  const { money, number } = useFormat();
  const totals = useQuery({
    queryKey: ['encashments', 'totals', query],
    queryFn: ({ signal }) =>
      totalsOf(
        api.items('/api/encashments', { signal, query: { ...query, limit: PAGE_ROWS } }),
        MOVEMENTS_MAX,
      ),
  });
  if (totals.isPending) return <Skeleton height={76} />;
  if (totals.isError && totals.data === undefined)
    return <ErrorState error={totals.error} onRetry={() => void totals.refetch()} />;
  if (totals.data === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('totals.tooMany', { max: number(MOVEMENTS_MAX) })}
      </Text>
    );
  }
  const { inSum, inCount, outSum, outCount } = totals.data;
  const tiles = [
    { name: t('totals.in'), sum: inSum, hint: t('totals.count', { count: inCount }) },
    { name: t('totals.out'), sum: outSum, hint: t('totals.count', { count: outCount }) },
    { name: t('totals.balance'), sum: inSum - outSum, hint: null },
  ];
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 3 }} spacing="sm" m={0} aria-label={t('totals.label')}>
      {tiles.map(({ name, sum, hint }) => (
        <div key={name} className={classes.tile}>
          <dt>{name}</dt>
          <dd>{money(sum)}</dd>
          {hint !== null && <dd className={classes.hint}>{hint}</dd>}
        </div>
      ))}
    </SimpleGrid>
  );
}
