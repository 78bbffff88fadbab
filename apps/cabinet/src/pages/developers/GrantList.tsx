import { Button, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OAuthGrantView } from '@kassahook/contracts/oauthApp';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { TimeText } from '../../ui/TimeText.js';
import { MemberName } from './MemberName.js';
import { SCOPE_WORDS } from './scopeWords.js';
import { useMemberNames } from './useMemberNames.js';

const queryKey = ['grants'];

/** The applications that the account gave access to. */
export function GrantList() {
  const { t } = useTranslation('developers');
  const queryClient = useQueryClient();
  const memberName = useMemberNames();
  const [revoked, setRevoked] = useState<OAuthGrantView | null>(null);
  const grants = useQuery({ queryKey, queryFn: ({ signal }) => api.get('/api/oauth2/grants', { signal }) });
  if (grants.isError && !grants.data)
    return <ErrorState error={grants.error} onRetry={() => void grants.refetch()} />;
  return (
    <>
      <DataTable<OAuthGrantView>
        label={t('apps.grants')}
        rows={grants.data ?? []}
        rowKey={({ id }) => id}
        isPending={grants.isPending}
        isTall
        columns={[
          {
            id: 'app',
            title: t('apps.app'),
            cell: ({ app }) => (
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {app.name}
              </Text>
            ),
          },
          {
            id: 'scopes',
            title: t('apps.may'),
            isWide: true,
            isUnder: 'named',
            cell: ({ scopes }) => scopes.map((scope) => t(SCOPE_WORDS[scope])).join(', '),
          },
          {
            id: 'by',
            title: t('apps.by'),
            isWide: true,
            isUnder: 'named',
            cell: ({ userId }) => <MemberName name={memberName(userId)} />,
          },
          {
            id: 'given',
            title: t('apps.given'),
            isWide: true,
            isUnder: 'named',
            cell: ({ createdAt }) => <TimeText iso={createdAt} />,
          },
          {
            id: 'used',
            title: t('apps.lastUsed'),
            isWide: true,
            isUnder: 'named',
            cell: ({ lastUsedAt }) =>
              lastUsedAt === null ? t('apps.notUsed') : <TimeText iso={lastUsedAt} />,
          },
          {
            id: 'actions',
            title: t('apps.actions'),
            cell: (grant) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('apps.revokeLabel', { name: grant.app.name })}
                onClick={() => setRevoked(grant)}
              >
                {t('apps.revoke')}
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={IconPlugConnected}
            title={t('apps.noGrants')}
            hint={t('apps.noGrantsHint')}
            action={
              <Button component="a" href="/docs" variant="default">
                {t('tokens.docs')}
              </Button>
            }
          />
        }
      />
      <ConfirmAction
        isOpen={revoked !== null}
        onClose={() => setRevoked(null)}
        title={t('apps.revokeTitle', { name: revoked?.app.name })}
        confirmLabel={t('apps.revoke')}
        onConfirm={async () => {
          if (revoked) await api.delete('/api/oauth2/grants/{id}', { path: { id: revoked.id } });
          await queryClient.invalidateQueries({ queryKey });
        }}
      >
        {t('apps.revokeWhat')}
      </ConfirmAction>
    </>
  );
}
