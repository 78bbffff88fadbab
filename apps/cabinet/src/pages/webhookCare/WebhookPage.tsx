import { Button, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { statusOf } from '../../api/failure.js';
import { useMay } from '../../session/identity.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { NotFound } from '../../ui/NotFound.js';
import { Page } from '../../ui/Page.js';
import { webhookHealthQuery, webhookQuery } from '../webhooks/webhookQueries.js';
import { HealthLine } from './HealthLine.js';

const TABS: readonly { name: string; label: ParseKeys<'webhookCare'> }[] = [
  { name: '', label: 'tabs.overview' },
  { name: 'deliveries', label: 'tabs.deliveries' },
  { name: 'recovery', label: 'tabs.recovery' },
  { name: 'secret', label: 'tabs.secret' },
];

/** A webhook: how it is in words, and its rooms. */
export function WebhookPage() {
  const { t } = useTranslation('webhookCare');
  const { webhookId = '' } = useParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const mayManage = useMay('webhooks');
  const webhook = useQuery(webhookQuery(webhookId));
  const health = useQuery({ ...webhookHealthQuery(webhookId), enabled: webhook.isSuccess });
  if (webhook.isPending) return <PageSkeleton />;
  if (!webhook.data) {
    if ([400, 404].includes(statusOf(webhook.error))) return <NotFound />;
    return <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} />;
  }
  // Its sentence has one line or four, and everything else stands under it.
  if (health.isPending) return <PageSkeleton />;
  const { url, description } = webhook.data;
  const base = `/webhooks/${webhookId}`;
  const tab = pathname.slice(base.length + 1).split('/')[0] ?? '';
  const shown = TABS.some(({ name }) => name === tab) ? tab : '';
  return (
    <Page
      title={description?.trim() || url.replace(/^https?:\/\//, '')}
      hint={
        <Group component="span" gap={4} wrap="nowrap">
          <Text span inherit ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Text>
          <CopyButton text={url} label={t('copyUrl')} />
        </Group>
      }
      action={
        mayManage && (
          <Button
            component={Link}
            to={`${base}/edit`}
            variant="default"
            leftSection={<IconSettings size={16} aria-hidden />}
          >
            {t('edit')}
          </Button>
        )
      }
    >
      <HealthLine webhook={webhook.data} />
      <Tabs
        value={shown === '' ? 'overview' : shown}
        onChange={(value) => void navigate(value === 'overview' ? base : `${base}/${value ?? ''}`)}
        activateTabWithKeyboard={false}
      >
        <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {TABS.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name === '' ? 'overview' : name}>
              {t(label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown === '' ? 'overview' : shown} pt="lg">
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function PageSkeleton() {
  return (
    <Stack gap="lg" aria-hidden>
      <Skeleton height={34} width={320} />
      <Skeleton height={44} />
      <Skeleton height={36} width={420} />
      <Skeleton height={300} />
    </Stack>
  );
}
