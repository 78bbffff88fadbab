import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InvitationView } from '@kassahook/contracts/member';
import { mayGovern, ROLES, type Role } from '@kassahook/contracts/role';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useIdentity } from '../../session/identity.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { FormDialog } from '../../ui/FormDialog.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { ShownOnce } from '../../ui/ShownOnce.js';
import { emailProblem } from '../../session/emailProblem.js';
import { TimeText } from '../../ui/TimeText.js';
import { ROLE_POWERS, ROLE_WORDS } from './roleWords.js';

const queryKey = ['invitations'];

/** Invitations that wait; a new one's link is shown once. */
export function Invitations() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [isInviting, setInviting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const [withdrawn, setWithdrawn] = useState<InvitationView | null>(null);
  const list = useQuery({ queryKey, queryFn: ({ signal }) => api.get('/api/invitations', { signal }) });
  if (list.isError && !list.data)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const invite = <Button onClick={() => setInviting(true)}>{t('invitations.invite')}</Button>;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('invitations.title')}
        </Title>
        {(list.data ?? []).length > 0 && invite}
      </Group>
      <DataTable<InvitationView>
        label={t('invitations.title')}
        rows={list.data ?? []}
        rowKey={({ id }) => id}
        isPending={list.isPending}
        isTall
        columns={[
          {
            id: 'email',
            title: t('members.email'),
            cell: ({ email }) => (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {email}
              </Text>
            ),
          },
          {
            id: 'role',
            title: t('members.role'),
            isWide: true,
            isUnder: 'named',
            cell: ({ role }) => t(ROLE_WORDS[role]),
          },
          {
            id: 'expires',
            title: t('invitations.expires'),
            isWide: true,
            isUnder: 'named',
            cell: ({ expiresAt }) => <TimeText iso={expiresAt} isExact />,
          },
          {
            id: 'actions',
            title: t('members.actions'),
            cell: (invitation) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('invitations.withdrawLabel', { email: invitation.email })}
                onClick={() => setWithdrawn(invitation)}
              >
                {t('invitations.withdraw')}
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={IconMailPlus}
            title={t('invitations.empty')}
            hint={t('invitations.emptyHint')}
            action={invite}
          />
        }
      />
      {isInviting && (
        <InvitationForm
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setLink(made);
          }}
        />
      )}
      {link !== null && (
        <ShownOnce
          title={t('invitations.onceTitle')}
          hint={t('invitations.onceHint')}
          secrets={[{ label: t('invitations.link'), secret: link }]}
          onClose={() => setLink(null)}
        />
      )}
      <ConfirmAction
        isOpen={withdrawn !== null}
        onClose={() => setWithdrawn(null)}
        title={t('invitations.withdrawTitle', { email: withdrawn?.email })}
        confirmLabel={t('invitations.withdraw')}
        onConfirm={async () => {
          if (withdrawn) await api.delete('/api/invitations/{id}', { path: { id: withdrawn.id } });
          await queryClient.invalidateQueries({ queryKey });
        }}
      >
        {t('invitations.withdrawWhat')}
      </ConfirmAction>
    </Stack>
  );
}

function InvitationForm({ onClose, onInvited }: { onClose: () => void; onInvited: (link: string) => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const queryClient = useQueryClient();
  const { user } = useIdentity();
  const [form, setForm] = useState<{ email: string; role: Role }>({ email: '', role: 'viewer' });
  const invite = useMutation({
    mutationFn: () => api.post('/api/invitations', { body: form }),
    onSuccess: ({ link }) => {
      void queryClient.invalidateQueries({ queryKey });
      onInvited(link);
    },
  });
  const wrong = emailProblem(form.email);
  const checks = useFieldChecks(
    { email: form.email },
    { email: wrong && t(`common:${wrong}`) },
    useFieldProblems()(invite.error),
  );
  return (
    <FormDialog
      title={t('invitations.formTitle')}
      submitLabel={t('invitations.submit')}
      isBusy={invite.isPending}
      error={invite.error}
      isChanged={form.email !== ''}
      onSubmit={() => checks.pass() && invite.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('members.email')}
        type="email"
        required
        data-autofocus
        value={form.email}
        {...checks.propsOf('email')}
        onChange={({ currentTarget }) => setForm({ ...form, email: currentTarget.value })}
      />
      <Select
        label={t('members.role')}
        description={t(ROLE_POWERS[form.role])}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={ROLES.filter((role) => mayGovern(user.role, role)).map((role) => ({
          value: role,
          label: t(ROLE_WORDS[role]),
        }))}
        value={form.role}
        allowDeselect={false}
        onChange={(role) => role !== null && setForm({ ...form, role })}
      />
    </FormDialog>
  );
}
