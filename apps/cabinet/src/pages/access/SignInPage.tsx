import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { emailProblem } from '../../session/emailProblem.js';
import { ownPath } from '../../session/ownPath.js';
import { useLogin } from '../../session/useLogin.js';
import { useLoginProblem } from '../../session/useLoginProblem.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';

/** A login is refused as a whole: which half was wrong is not told. */
const NONE_REFUSED = {};

/** Logging in; afterwards where one wanted to go. */
export function SignInPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('session.signIn')} · kassahook`);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { search } = useLocation();
  const [form, setForm] = useState({ email: '', password: '' });
  const login = useLogin();
  const problem = useLoginProblem(login.error);
  const wrongEmail = emailProblem(form.email);
  const checks = useFieldChecks(
    form,
    {
      email: wrongEmail && t(wrongEmail),
      password: form.password === '' ? t('session.passwordMissing') : null,
    },
    NONE_REFUSED,
  );

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!checks.pass()) return;
    login.mutate(form, { onSuccess: () => void navigate(ownPath(params.get('next')), { replace: true }) });
  };
  return (
    <form onSubmit={submit} noValidate>
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
          {...checks.propsOf('email')}
          onChange={({ currentTarget }) => setForm({ ...form, email: currentTarget.value })}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          value={form.password}
          {...checks.propsOf('password')}
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
          <Anchor component={Link} to={`/sign-up${search}`}>
            {t('session.signUp')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
