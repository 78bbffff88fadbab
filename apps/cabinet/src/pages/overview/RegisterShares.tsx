import { Anchor, Box, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SalesReportView } from '@kassahook/contracts/sales';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { barShare } from '../../ui/barShare.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { allRegistersQuery } from './overviewQueries.js';
import classes from './RegisterShares.module.css';

type DeviceSales = SalesReportView['devices'][number];

const SKELETON_PX = 180;

/** Revenue by register, the largest first. @param devices undefined while they are not known */
export function RegisterShares({ devices }: { devices: readonly DeviceSales[] | undefined }) {
  const { t } = useTranslation('overview');
  const { money } = useFormat();
  const registers = useQuery(allRegistersQuery);
  if (!devices || registers.isPending) {
    return (
      <Card title={t('registers.title')}>
        <Skeleton height={SKELETON_PX} />
      </Card>
    );
  }
  if (!registers.data) return <ErrorState error={registers.error} onRetry={() => void registers.refetch()} />;
  const sums = new Map(devices.map(({ deviceId, total }) => [deviceId, total.value]));
  const rows = registers.data
    .map(({ id, name }) => ({ id, name, sum: sums.get(id) ?? 0 }))
    .sort((a, b) => b.sum - a.sum);
  const most = Math.max(1, ...rows.map(({ sum }) => sum));
  return (
    <Card isLive title={t('registers.title')}>
      <Box mih={SKELETON_PX}>
        {rows.length === 0 && (
          <Stack align="flex-start" gap="sm">
            <Text size="sm" c="dimmed">
              {t('registers.empty')}
            </Text>
            <Button component={Link} to="/registers" variant="default" size="xs">
              {t('registers.add')}
            </Button>
          </Stack>
        )}
        <Stack component="ul" gap={10} className={classes.list ?? ''}>
          {rows.map(({ id, name, sum }) => (
            <li key={id} className={classes.row}>
              <Anchor component={Link} to={`/registers/${id}`} underline="hover" size="sm" truncate>
                {name}
              </Anchor>
              <span className={`${classes.sum} numbers`}>{money(sum)}</span>
              <span className={classes.track} aria-hidden>
                <span className={classes.fill} style={{ width: `${barShare(sum, most) * 100}%` }} />
              </span>
            </li>
          ))}
        </Stack>
      </Box>
    </Card>
  );
}
