import { Anchor, Box, Button, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { AsOf } from '../../ui/AsOf.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useToday } from '../../ui/useNow.js';
import type { ShownState } from '../../ui/StateBadge.js';
import { webhooksTodayQuery } from './overviewQueries.js';
import { WebhookAttention } from './WebhookAttention.js';

/** The numbers are counters, written a moment after the deliveries that the stream tells of, and what waits becomes less by itself. */
const AGAIN_MS = 10_000;
/** As high as the highest of what it may hold, so that nothing below moves when it is known which. */
const CONTENT_PX = 240;

/** Whether the account's webhooks are told: four numbers, and a line that says in words when something needs attention. */
export function WebhooksToday() {
  const { t } = useTranslation('overview');
  const overview = useQuery({ ...webhooksTodayQuery(useToday()), refetchInterval: AGAIN_MS });
  if (overview.isError && !overview.data) {
    return <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />;
  }
  const all = (
    <Anchor component={Link} to="/webhooks" size="sm" underline="hover">
      {t('webhooks.all')}
    </Anchor>
  );
  return (
    <Card isLive title={t('webhooks.title')} action={all}>
      <Box mih={CONTENT_PX}>
        {overview.isPending && <Skeleton height={CONTENT_PX} />}
        {overview.data?.totals.webhooks === 0 && <NoWebhooks />}
        {overview.data && overview.data.totals.webhooks > 0 && <Health overview={overview.data} />}
      </Box>
      <AsOf updatedAtMs={overview.dataUpdatedAt} isBehind={overview.isRefetchError} />
    </Card>
  );
}

function Health({ overview }: { overview: WebhookOverviewView }) {
  const { t } = useTranslation('overview');
  const { failing, deliveredToday, retrying, dead } = overview.totals;
  return (
    <Stack gap="md">
      <WebhookAttention overview={overview} />
      <SimpleGrid cols={2} spacing="md">
        <Count label={t('webhooks.delivered')} count={deliveredToday} state="delivered" />
        <Count label={t('webhooks.failing')} count={failing} state="dead" />
        <Count
          label={t('webhooks.waiting')}
          count={retrying}
          state="waiting"
          path="/deliveries?state=waiting"
        />
        <Count label={t('webhooks.dead')} count={dead} state="dead" path="/deliveries?state=dead" />
      </SimpleGrid>
    </Stack>
  );
}

interface CountProps {
  label: string;
  count: number;
  state: ShownState;
  /** Where these are listed. */
  path?: string;
}

function Count({ label, count, state, path }: CountProps) {
  const { number } = useFormat();
  const color = count === 0 ? 'var(--quiet)' : `var(--state-${state})`;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {path === undefined ? (
        <Text size="xl" fw={600} className="numbers" style={{ color }}>
          {number(count)}
        </Text>
      ) : (
        <Anchor
          component={Link}
          to={path}
          size="xl"
          fw={600}
          underline="hover"
          className="numbers"
          style={{ color }}
        >
          {number(count)}
        </Anchor>
      )}
    </div>
  );
}

function NoWebhooks() {
  const { t } = useTranslation('overview');
  const mayMake = useMay('webhooks');
  return (
    <EmptyState
      icon={IconWebhook}
      title={t('webhooks.none')}
      hint={t('webhooks.noneHint')}
      action={
        mayMake && (
          <Button component={Link} to="/webhooks/new">
            {t('webhooks.create')}
          </Button>
        )
      }
    />
  );
}
