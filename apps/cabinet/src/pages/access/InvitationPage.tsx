import { Alert, Button, PasswordInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role } from '@kassahook/contracts/role';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { statusOf } from '../../api/failure.js';
import { identityQuery } from '../../session/identity.js';
import { PASSWORD_MIN } from '../../session/passwordRule.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useFocusOnRefusal } from '../../ui/useFocusOnRefusal.js';

const ROLE_WORDS = {
  owner: 'invitation.owner',
  administrator: 'invitation.administrator',
  viewer: 'invitation.viewer',
} as const satisfies Readonly<Record<Role, string>>;

/** Becoming a member by a link. Its token is in the fragment: it is read here and sent in a body, and goes nowhere else. */
export function InvitationPage() {
  const { t } = useTranslation(['access', 'common']);
  useDocumentTitle(`${t('invitation.title')} · kassahook`);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  const [form, setForm] = useState({ name: '', password: '' });
  const accept = useMutation({
    mutationFn: () => api.post('/api/invitations/accept', { body: { token, ...form } }),
    onSuccess: (identity) => {
      queryClient.clear();
      queryClient.setQueryData(identityQuery.queryKey, identity);
      void navigate('/', { replace: true });
    },
  });
  const preview = useQuery({
    queryKey: ['invitation'],
    queryFn: () => api.post('/api/invitations/preview', { body: { token } }),
    gcTime: 0,
    // Once it is accepted there is nothing to ask for any more.
    enabled: accept.isIdle || accept.isError,
    staleTime: Infinity,
  });
  const problems = useFieldProblems()(accept.error);
  const isShort = form.password.length < PASSWORD_MIN;
  const checks = useFieldChecks(
    form,
    {
      name: form.name.trim() === '' ? t('common:session.nameMissing') : null,
      password: isShort ? t('common:session.passwordShort', { count: PASSWORD_MIN }) : null,
    },
    problems,
  );
  useFocusOnRefusal(accept.error);
  const isTaken = statusOf(accept.error) === 409;
  const isGone = [400, 404].includes(statusOf(preview.error)) || statusOf(accept.error) === 404;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (checks.pass()) accept.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1} size="h2">
          {t('invitation.title')}
        </Title>
        {isGone && (
          <Alert color="red" role="alert">
            {t('invitation.gone')}
          </Alert>
        )}
        {preview.isError && !isGone && (
          <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {preview.isPending && <Skeleton height={220} />}
        {preview.data && !isGone && (
          <>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('invitation.what', {
                account: preview.data.accountName,
                role: t(ROLE_WORDS[preview.data.role]),
                email: preview.data.email,
              })}
            </Text>
            {isTaken && (
              <Alert color="red" role="alert">
                {t('invitation.taken', { email: preview.data.email })}
              </Alert>
            )}
            {accept.error !== null && !isTaken && Object.keys(problems).length === 0 && (
              <ErrorState error={accept.error} />
            )}
            <TextInput
              label={t('invitation.name')}
              autoComplete="name"
              required
              value={form.name}
              {...checks.propsOf('name')}
              onChange={({ currentTarget }) => setForm({ ...form, name: currentTarget.value })}
            />
            <input type="text" hidden readOnly autoComplete="username" value={preview.data.email} />
            <PasswordInput
              label={t('common:session.password')}
              description={t('common:session.passwordRule', { count: PASSWORD_MIN })}
              autoComplete="new-password"
              required
              value={form.password}
              {...checks.propsOf('password')}
              onChange={({ currentTarget }) => setForm({ ...form, password: currentTarget.value })}
            />
            <Button type="submit" loading={accept.isPending}>
              {t('invitation.accept')}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
