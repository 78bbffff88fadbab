import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import { emailProblem } from '../../session/emailProblem.js';
import { identityQuery } from '../../session/identity.js';
import { ownPath } from '../../session/ownPath.js';
import { PASSWORD_MIN } from '../../session/passwordRule.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useFocusOnRefusal } from '../../ui/useFocusOnRefusal.js';

/** Making an account; its maker is logged in at once, and is where he wanted to go: an application may have sent him. */
export function SignUpPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('session.signUp')} · kassahook`);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { search } = useLocation();
  const queryClient = useQueryClient();
  const [form, setForm] = useState({ name: '', email: '', password: '' });
  const signUp = useMutation({
    mutationFn: () => api.post('/api/auth/sign-up', { body: form }),
    onSuccess: (identity) => {
      queryClient.clear();
      queryClient.setQueryData(identityQuery.queryKey, identity);
      void navigate(ownPath(params.get('next')), { replace: true });
    },
  });
  const problems = useFieldProblems()(signUp.error);
  const wrongEmail = emailProblem(form.email);
  const isShort = form.password.length < PASSWORD_MIN;
  const checks = useFieldChecks(
    form,
    {
      name: form.name.trim() === '' ? t('session.nameMissing') : null,
      email: wrongEmail && t(wrongEmail),
      password: isShort ? t('session.passwordShort', { count: PASSWORD_MIN }) : null,
    },
    problems,
  );
  useFocusOnRefusal(signUp.error);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (checks.pass()) signUp.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1} size="h2">
          {t('session.signUp')}
        </Title>
        {signUp.error !== null && Object.keys(problems).length === 0 && <ErrorState error={signUp.error} />}
        <TextInput
          label={t('session.name')}
          autoComplete="name"
          required
          value={form.name}
          {...checks.propsOf('name')}
          onChange={({ currentTarget }) => setForm({ ...form, name: currentTarget.value })}
        />
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
          description={t('session.passwordRule', { count: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          value={form.password}
          {...checks.propsOf('password')}
          onChange={({ currentTarget }) => setForm({ ...form, password: currentTarget.value })}
        />
        <Button type="submit" loading={signUp.isPending}>
          {t('session.makeAccount')}
        </Button>
        <Text size="sm" ta="center">
          {t('session.hasAccount')}{' '}
          <Anchor component={Link} to={`/sign-in${search}`}>
            {t('session.logIn')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
