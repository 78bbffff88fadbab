import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '@kassahook/contracts/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { Card } from '../../ui/Card.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { RowsSkeleton } from './RowsSkeleton.js';
import { TimeText } from '../../ui/TimeText.js';
import { deviceOf } from './deviceOf.js';

const queryKey = ['sessions'];

/** The browsers that somebody is logged in with; each can be sent away. */
export function SessionsPage() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [ended, setEnded] = useState<SessionView | 'others' | null>(null);
  const sessions = useQuery({ queryKey, queryFn: ({ signal }) => api.get('/api/auth/sessions', { signal }) });
  if (sessions.isError && !sessions.data)
    return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <RowsSkeleton />;

  // The one that asks first, then those that were used last.
  const rows = [...sessions.data].sort(
    (a, b) =>
      Number(b.isCurrent) - Number(a.isCurrent) || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt),
  );
  const deviceName = ({ userAgent }: SessionView): string => {
    const { browser, system } = deviceOf(userAgent);
    if (browser !== null && system !== null) return t('sessions.device', { browser, system });
    return browser ?? system ?? t('sessions.unknown');
  };
  const end = async (): Promise<void> => {
    if (ended === 'others') await api.delete('/api/auth/sessions');
    else if (ended) await api.delete('/api/auth/sessions/{id}', { path: { id: ended.id } });
    await queryClient.invalidateQueries({ queryKey });
  };
  return (
    <Stack maw={720}>
      {rows.map((session) => (
        <Card key={session.id}>
          <Group justify="space-between">
            <Stack gap={2}>
              <Group gap="xs">
                <Text size="sm" fw={500} title={session.userAgent}>
                  {deviceName(session)}
                </Text>
                {session.isCurrent && (
                  <Badge variant="outline" color="indigo" tt="none">
                    {t('sessions.current')}
                  </Badge>
                )}
              </Group>
              <Group gap={6}>
                <Text size="xs" c="dimmed">
                  {session.address},
                </Text>
                <Text size="xs" c="dimmed" component="div">
                  {t('sessions.seen')} <TimeText iso={session.lastSeenAt} />
                </Text>
              </Group>
            </Stack>
            {!session.isCurrent && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('sessions.endLabel', { device: deviceName(session), address: session.address })}
                onClick={() => setEnded(session)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </Group>
        </Card>
      ))}
      {rows.length > 1 && (
        <Group>
          <Button variant="default" onClick={() => setEnded('others')}>
            {t('sessions.endOthers')}
          </Button>
        </Group>
      )}
      <ConfirmAction
        isOpen={ended !== null}
        onClose={() => setEnded(null)}
        title={t(ended === 'others' ? 'sessions.endOthersTitle' : 'sessions.endTitle')}
        confirmLabel={t('sessions.end')}
        onConfirm={end}
      >
        {t('sessions.endWhat')}
      </ConfirmAction>
    </Stack>
  );
}
