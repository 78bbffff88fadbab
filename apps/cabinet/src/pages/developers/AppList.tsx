import { Button, Group, Text } from '@mantine/core';
import { IconApps } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OAuthAppView } from '@kassahook/contracts/oauthApp';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { IdText } from '../../ui/IdText.js';

interface AppListProps {
  onEdit: (app: OAuthAppView | 'new') => void;
  onSecret: (shown: { clientId: string; clientSecret: string }) => void;
}

const queryKey = ['apps'];

/** The account's own applications. */
export function AppList({ onEdit, onSecret }: AppListProps) {
  const { t } = useTranslation('developers');
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<{ app: OAuthAppView; what: 'delete' | 'secret' } | null>(null);
  const apps = useQuery({ queryKey, queryFn: ({ signal }) => api.get('/api/oauth2/apps', { signal }) });
  if (apps.isError && !apps.data)
    return <ErrorState error={apps.error} onRetry={() => void apps.refetch()} />;

  const close = (): void => setAsked(null);
  const name = asked?.app.name;
  const rotate = async (app: OAuthAppView): Promise<void> => {
    const { clientSecret } = await api.post('/api/oauth2/apps/{id}/secret', { path: { id: app.id } });
    onSecret({ clientId: app.clientId, clientSecret });
  };
  const remove = async (app: OAuthAppView): Promise<void> => {
    await api.delete('/api/oauth2/apps/{id}', { path: { id: app.id } });
    await queryClient.invalidateQueries({ queryKey });
  };
  return (
    <>
      <DataTable<OAuthAppView>
        label={t('apps.own')}
        rows={apps.data ?? []}
        rowKey={({ id }) => id}
        isPending={apps.isPending}
        isTall
        columns={[
          {
            id: 'name',
            title: t('apps.name'),
            cell: (app) => (
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {app.name}
              </Text>
            ),
          },
          {
            id: 'clientId',
            title: t('apps.clientId'),
            isWide: true,
            isUnder: 'named',
            cell: ({ clientId }) => <IdText id={clientId} />,
          },
          {
            id: 'actions',
            title: t('apps.actions'),
            isWide: true,
            isUnder: true,
            cell: (app) => (
              <Group gap={6}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('apps.editLabel', { name: app.name })}
                  onClick={() => onEdit(app)}
                >
                  {t('apps.edit')}
                </Button>
                {app.isConfidential && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('apps.newSecretLabel', { name: app.name })}
                    onClick={() => setAsked({ app, what: 'secret' })}
                  >
                    {t('apps.newSecret')}
                  </Button>
                )}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('apps.deleteLabel', { name: app.name })}
                  onClick={() => setAsked({ app, what: 'delete' })}
                >
                  {t('apps.delete')}
                </Button>
              </Group>
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={IconApps}
            title={t('apps.empty')}
            hint={t('apps.emptyHint')}
            action={<Button onClick={() => onEdit('new')}>{t('apps.create')}</Button>}
          />
        }
      />
      <ConfirmAction
        isOpen={asked?.what === 'secret'}
        onClose={close}
        title={t('apps.newSecretTitle')}
        confirmLabel={t('apps.newSecret')}
        onConfirm={async () => asked && rotate(asked.app)}
      >
        {t('apps.newSecretWhat')}
      </ConfirmAction>
      <ConfirmAction
        isOpen={asked?.what === 'delete'}
        onClose={close}
        title={t('apps.deleteTitle', { name })}
        confirmLabel={t('apps.delete')}
        onConfirm={async () => asked && remove(asked.app)}
      >
        {t('apps.deleteWhat')}
      </ConfirmAction>
    </>
  );
}
