import { Anchor, Button, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TokenView } from '@kassahook/contracts/apiToken';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useRegisters } from '../../api/registers.js';
import { AccountOnly } from '../../ui/AccountOnly.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { ShownOnce } from '../../ui/ShownOnce.js';
import { TimeText } from '../../ui/TimeText.js';
import { useMay } from '../../session/identity.js';
import { MemberName } from './MemberName.js';
import { SCOPE_WORDS } from './scopeWords.js';
import { TokenForm } from './TokenForm.js';
import { useMemberNames } from './useMemberNames.js';

const queryKey = ['tokens'];

/** API tokens: made, shown once, revoked. */
export function TokensPage() {
  const { t } = useTranslation('developers');
  const [isCreating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const create = <Button onClick={() => setCreating(true)}>{t('tokens.create')}</Button>;
  const may = useMay('account');
  return (
    <Page
      title={t('tokens.title')}
      hint={
        <>
          {t('tokens.hint')} <Anchor href="/docs">{t('tokens.docs')}</Anchor>
        </>
      }
      action={may && create}
    >
      <AccountOnly>
        <TokenList onCreate={() => setCreating(true)} />
      </AccountOnly>
      {isCreating && (
        <TokenForm
          onClose={() => setCreating(false)}
          onCreated={(token) => {
            setCreating(false);
            setSecret(token);
          }}
        />
      )}
      {secret !== null && (
        <ShownOnce
          title={t('tokens.onceTitle')}
          hint={t('tokens.onceHint')}
          secrets={[{ label: t('tokens.token'), secret }]}
          onClose={() => setSecret(null)}
        />
      )}
    </Page>
  );
}

function TokenList({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation('developers');
  const queryClient = useQueryClient();
  const [revoked, setRevoked] = useState<TokenView | null>(null);
  const registers = useRegisters();
  const memberName = useMemberNames();
  // The API calls a register's token by the register's number.
  const nameOf = ({ name, deviceId }: TokenView): string =>
    deviceId === null ? name : registers.nameOf(deviceId);
  const tokens = useQuery({ queryKey, queryFn: ({ signal }) => api.get('/api/tokens', { signal }) });
  if (tokens.isError && !tokens.data)
    return <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />;
  return (
    <>
      <DataTable<TokenView>
        label={t('tokens.title')}
        rows={tokens.data ?? []}
        rowKey={({ id }) => id}
        isPending={tokens.isPending}
        isTall
        columns={[
          {
            id: 'name',
            title: t('tokens.name'),
            cell: (token) => (
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {nameOf(token)}
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
            title: t('tokens.by'),
            isWide: true,
            isUnder: 'named',
            cell: ({ userId }) => (
              <MemberName name={userId === null ? t('scopes.device') : memberName(userId)} />
            ),
          },
          {
            id: 'used',
            title: t('tokens.lastUsed'),
            isWide: true,
            isUnder: 'named',
            cell: ({ lastUsedAt }) =>
              lastUsedAt === null ? t('tokens.notUsed') : <TimeText iso={lastUsedAt} />,
          },
          {
            id: 'expires',
            title: t('tokens.expires'),
            isWide: true,
            isUnder: 'named',
            cell: ({ expiresAt }) =>
              expiresAt === null ? t('tokens.never') : <TimeText iso={expiresAt} isExact />,
          },
          {
            id: 'actions',
            title: t('tokens.actions'),
            cell: (token) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('tokens.revokeLabel', { name: nameOf(token) })}
                onClick={() => setRevoked(token)}
              >
                {t('tokens.revoke')}
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={IconKey}
            title={t('tokens.empty')}
            hint={t('tokens.emptyHint')}
            action={<Button onClick={onCreate}>{t('tokens.create')}</Button>}
          />
        }
      />
      <ConfirmAction
        isOpen={revoked !== null}
        onClose={() => setRevoked(null)}
        title={t('tokens.revokeTitle', { name: revoked && nameOf(revoked) })}
        confirmLabel={t('tokens.revoke')}
        onConfirm={async () => {
          if (revoked) await api.delete('/api/tokens/{id}', { path: { id: revoked.id } });
          await queryClient.invalidateQueries({ queryKey });
        }}
      >
        {t(typeof revoked?.deviceId === 'number' ? 'tokens.revokeRegister' : 'tokens.revokeWhat')}
      </ConfirmAction>
    </>
  );
}
