import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MemberView } from '@kassahook/contracts/member';
import { mayGovern, ROLES, type Role } from '@kassahook/contracts/role';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useIdentity } from '../../session/identity.js';
import { AccountOnly } from '../../ui/AccountOnly.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { DataTable } from '../../ui/DataTable.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Invitations } from './Invitations.js';
import { ROLE_WORDS, roleChangeWord } from './roleWords.js';

const queryKey = ['members'];

/** Who belongs to the account, as what, and who is invited. */
export function MembersPage() {
  return (
    <AccountOnly>
      <Stack gap="xl">
        <Members />
        <Invitations />
      </Stack>
    </AccountOnly>
  );
}

function Members() {
  const { t } = useTranslation('settings');
  const { user } = useIdentity();
  const queryClient = useQueryClient();
  const [removed, setRemoved] = useState<MemberView | null>(null);
  const members = useQuery({ queryKey, queryFn: ({ signal }) => api.get('/api/members', { signal }) });
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey });
  const [asked, setAsked] = useState<{ member: MemberView; role: Role } | null>(null);
  const change = async ({ member, role }: { member: MemberView; role: Role }): Promise<void> => {
    await api.patch('/api/members/{id}', { path: { id: String(member.id) }, body: { role } });
    await refresh();
  };
  if (members.isError && !members.data)
    return <ErrorState error={members.error} onRetry={() => void members.refetch()} />;
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {t('members.title')}
      </Title>
      <DataTable<MemberView>
        label={t('members.title')}
        rows={members.data ?? []}
        rowKey={({ id }) => String(id)}
        isPending={members.isPending}
        isTall
        columns={[
          {
            id: 'name',
            title: t('members.name'),
            cell: ({ id, name }) => (
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {id === user.id ? t('members.you', { name }) : name}
              </Text>
            ),
          },
          {
            id: 'email',
            title: t('members.email'),
            isWide: true,
            isUnder: true,
            cell: ({ email }) => (
              <Text inherit style={{ overflowWrap: 'anywhere' }}>
                {email}
              </Text>
            ),
          },
          {
            id: 'role',
            title: t('members.role'),
            cell: (member) =>
              member.id === user.id || !mayGovern(user.role, member.role) ? (
                t(ROLE_WORDS[member.role])
              ) : (
                <Select
                  size="xs"
                  w={150}
                  aria-label={t('members.roleOf', { name: member.name })}
                  data={ROLES.filter((role) => role === member.role || mayGovern(user.role, role)).map(
                    (role) => ({ value: role, label: t(ROLE_WORDS[role]) }),
                  )}
                  value={member.role}
                  allowDeselect={false}
                  onChange={(role) => role !== null && role !== member.role && setAsked({ member, role })}
                />
              ),
          },
          {
            id: 'actions',
            title: t('members.actions'),
            isWide: true,
            isUnder: true,
            cell: (member) =>
              member.id !== user.id &&
              mayGovern(user.role, member.role) && (
                <Group>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('members.removeLabel', { name: member.name })}
                    onClick={() => setRemoved(member)}
                  >
                    {t('members.remove')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
      <ConfirmAction
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={
          asked === null
            ? ''
            : t('roleChange.title', { name: asked.member.name, role: t(ROLE_WORDS[asked.role]) })
        }
        confirmLabel={t('roleChange.confirm')}
        isDangerous={asked?.role === 'viewer'}
        onConfirm={async () => {
          if (asked) await change(asked);
        }}
      >
        {asked !== null && t(roleChangeWord(asked.member.role, asked.role))}
      </ConfirmAction>
      <ConfirmAction
        isOpen={removed !== null}
        onClose={() => setRemoved(null)}
        title={t('members.removeTitle', { name: removed?.name })}
        confirmLabel={t('members.remove')}
        onConfirm={async () => {
          if (removed) await api.delete('/api/members/{id}', { path: { id: String(removed.id) } });
          await refresh();
        }}
      >
        {t('members.removeWhat')}
      </ConfirmAction>
    </Stack>
  );
}
