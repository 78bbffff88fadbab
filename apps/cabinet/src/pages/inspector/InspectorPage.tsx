import { Anchor, Group, Skeleton, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconInbox, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { AnswerCard } from './AnswerCard.js';
import { inspectorQuery, type Inspector } from './inspector.js';
import classes from './InspectorPage.module.css';
import { InspectorActions } from './InspectorActions.js';
import { LinkedWebhooks } from './LinkedWebhooks.js';
import { RequestDetail } from './RequestDetail.js';
import { RequestList } from './RequestList.js';
import { useInspectorRequests } from './useInspectorRequests.js';

/** An inspector: its address, what it answers, and the requests as they come. */
export function InspectorPage() {
  const { t } = useTranslation('inspector');
  const { inspectorId = '' } = useParams();
  const mayManage = useMay('webhooks');
  const inspector = useQuery({ ...inspectorQuery(inspectorId), enabled: mayManage });
  if (!mayManage) {
    return (
      <Page title={t('title')}>
        <EmptyState icon={IconLock} title={t('notAllowed')} hint={t('notAllowedHint')} />
      </Page>
    );
  }
  if (inspector.isError && !inspector.data) {
    return (
      <Page title={t('title')}>
        <ErrorState error={inspector.error} onRetry={() => void inspector.refetch()} />
      </Page>
    );
  }
  if (!inspector.data) {
    return (
      <Page title={t('title')}>
        <Skeleton height={480} />
      </Page>
    );
  }
  return <LoadedInspector key={inspectorId} inspector={inspector.data} />;
}

function LoadedInspector({ inspector }: { inspector: Inspector }) {
  const { t } = useTranslation('inspector');
  const { requestId } = useParams();
  const isNarrow = useMediaQuery('(max-width: 61.99em)');
  const requests = useInspectorRequests(inspector.id);
  const { rows, isPending, error, isLive } = requests;
  // On a wide screen the newest is open until somebody chooses another.
  const openId = requestId ?? (isNarrow ? undefined : rows[0]?.id);
  const open = rows.find(({ id }) => id === openId);
  const isEmpty = !isPending && rows.length === 0;
  const back = (
    <Anchor component={Link} to={`/inspector/${inspector.id}`} size="sm" underline="hover">
      {t('requests.back')}
    </Anchor>
  );
  const detail = open ? (
    <RequestDetail request={open} />
  ) : (
    <Text size="sm" c="dimmed">
      {t(requestId !== undefined && !isPending ? 'requests.gone' : 'requests.choose')}
    </Text>
  );
  if (isNarrow && requestId !== undefined) {
    return (
      <Page title={inspector.name} hint={back}>
        <Card>{detail}</Card>
      </Page>
    );
  }
  return (
    <Page
      title={inspector.name}
      hint={
        <Anchor component={Link} to="/inspector" size="sm" underline="hover">
          {t('all')}
        </Anchor>
      }
      action={<InspectorActions inspector={inspector} requests={rows.length} isMore={requests.hasMore} />}
    >
      <Card>
        <Group gap="xs" wrap="nowrap" role="group" aria-label={t('url')}>
          <code className={classes.url}>{inspector.url}</code>
          <CopyButton text={inspector.url} label={t('copyUrl')} />
        </Group>
      </Card>
      <AnswerCard inspector={inspector} />
      <LinkedWebhooks inspector={inspector} />
      <Card
        title={t('requests.title')}
        action={
          <Text size="xs" c="dimmed" role="status">
            {t(isLive ? 'live.on' : 'live.off')}
          </Text>
        }
      >
        {error !== null && <ErrorState error={error} onRetry={requests.retry} />}
        {isEmpty ? (
          <EmptyState icon={IconInbox} title={t('requests.waiting')} hint={t('requests.waitingHint')} />
        ) : (
          <div className={classes.split}>
            <div>
              <RequestList
                inspectorId={inspector.id}
                rows={rows}
                openId={openId}
                isPending={isPending}
                hasMore={requests.hasMore}
                isLoadingMore={requests.isLoadingMore}
                onMore={requests.loadMore}
              />
            </div>
            {!isNarrow && detail}
          </div>
        )}
      </Card>
    </Page>
  );
}
