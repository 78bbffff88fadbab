import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NotificationView } from '@kassahook/contracts/notification';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { TimeText } from '../../ui/TimeText.js';
import { RowsSkeleton } from './RowsSkeleton.js';
import { useNotificationText } from './useNotificationText.js';

const queryKey = ['notifications', 'list'];
const idOf = ({ id }: NotificationView): string => id;

/** What the house has to tell: webhooks that fail or were stopped. */
export function NotificationsPage() {
  const { t } = useTranslation(['settings', 'common']);
  const textOf = useNotificationText();
  const queryClient = useQueryClient();
  const mayRead = useMay('webhooks');
  const load = useCallback(async (before: string | undefined, signal: AbortSignal) => {
    const query = before === undefined ? {} : { before };
    const answer = await api.answer.get('/api/notifications', { query, signal });
    return pageOf<NotificationView>(answer, answer.body);
  }, []);
  const pages = usePages({ queryKey, load, rowKey: idOf });
  const onSuccess = (): void => void queryClient.invalidateQueries({ queryKey: ['notifications'] });
  const read = useMutation({
    mutationFn: (id: string) => api.post('/api/notifications/{id}/read', { path: { id } }),
    onSuccess,
  });
  const readAll = useMutation({ mutationFn: () => api.post('/api/notifications/read-all'), onSuccess });

  if (pages.isPending) return <RowsSkeleton />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (pages.rows.length === 0) {
    return (
      <EmptyState
        icon={IconBell}
        title={t('notifications.empty')}
        hint={t('notifications.emptyHint')}
        action={
          <Button component={Link} to="/webhooks" variant="default">
            {t('notifications.toWebhooks')}
          </Button>
        }
      />
    );
  }
  const failure = read.error ?? readAll.error;
  return (
    <Stack maw={720}>
      {failure !== null && <ErrorState error={failure} />}
      {mayRead && pages.rows.some(({ readAt }) => readAt === null) && (
        <Group>
          <Button variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('notifications.readAll')}
          </Button>
        </Group>
      )}
      {pages.rows.map((notification) => (
        <Card key={notification.id}>
          <Stack gap={6}>
            {notification.readAt === null && (
              <Text size="xs" fw={600} c="var(--state-waiting)">
                {t('notifications.unread')}
              </Text>
            )}
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {textOf(notification)}
            </Text>
            <Group gap="md">
              <Text size="xs" c="dimmed" component="div">
                <TimeText iso={notification.createdAt} />
              </Text>
              {notification.webhookId !== null && (
                <Anchor size="xs" component={Link} to={`/webhooks/${notification.webhookId}`}>
                  {t('notifications.toWebhook')}
                </Anchor>
              )}
              {mayRead && notification.readAt === null && (
                <Button size="compact-xs" variant="subtle" onClick={() => read.mutate(notification.id)}>
                  {t('notifications.read')}
                </Button>
              )}
            </Group>
          </Stack>
        </Card>
      ))}
      {pages.hasMore && (
        <Button variant="subtle" loading={pages.isLoadingMore} onClick={pages.loadMore}>
          {t('common:actions.loadMore')}
        </Button>
      )}
    </Stack>
  );
}
