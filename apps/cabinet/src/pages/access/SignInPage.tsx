import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useLogin } from '../../session/useLogin.js';
import { useLoginProblem } from '../../session/useLoginProblem.js';

/** Logging in; afterwards where one wanted to go. */
export function SignInPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('session.signIn')} · kassahook`);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [form, setForm] = useState({ email: '', password: '' });
  const login = useLogin();
  const problem = useLoginProblem(login.error);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    login.mutate(form, { onSuccess: () => void navigate(ownPath(params.get('next')), { replace: true }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1} size="h2">
          {t('session.signIn')}
        </Title>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          required
          value={form.email}
          onChange={({ currentTarget }) => setForm({ ...form, email: currentTarget.value })}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          value={form.password}
          onChange={({ currentTarget }) => setForm({ ...form, password: currentTarget.value })}
        />
        <Button type="submit" loading={login.isPending}>
          {t('session.logIn')}
        </Button>
        <Text size="sm" ta="center">
          <Anchor component={Link} to="/password-reset">
            {t('session.forgotten')}
          </Anchor>
        </Text>
        <Text size="sm" ta="center">
          {t('session.noAccount')}{' '}
          <Anchor component={Link} to="/sign-up">
            {t('session.signUp')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}

/** Only a path of ours: an address of somebody else's in a link to this page must lead nowhere. */
function ownPath(wanted: string | null): string {
  return wanted?.startsWith('/') && !wanted.startsWith('//') && !wanted.includes('\\') ? wanted : '/';
}
