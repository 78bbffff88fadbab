import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { emailProblem } from '../../session/emailProblem.js';
import { PASSWORD_MIN } from '../../session/passwordRule.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useFocusOnRefusal } from '../../ui/useFocusOnRefusal.js';

/**
 * A forgotten password: asking for the mail, and, by the mail's link, setting another one. The link's token is in the fragment: it is read
 * here and sent in a body, and goes nowhere else.
 */
export function PasswordResetPage() {
  const { t } = useTranslation(['access', 'common']);
  useDocumentTitle(`${t('reset.title')} · kassahook`);
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('reset.title')}
      </Title>
      {token === '' ? <AskForMail /> : <SetPassword token={token} />}
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/sign-in">
          {t('reset.back')}
        </Anchor>
      </Text>
    </Stack>
  );
}

function AskForMail() {
  const { t } = useTranslation(['access', 'common']);
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => api.post('/api/auth/password-reset', { body: { email } }) });
  const problems = useFieldProblems()(ask.error);
  const wrong = emailProblem(email);
  const checks = useFieldChecks({ email }, { email: wrong && t(`common:${wrong}`) }, problems);
  useFocusOnRefusal(ask.error);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (checks.pass()) ask.mutate();
  };
  // The same words for every address: whether somebody has an account here is nobody's business.
  if (ask.isSuccess) return <Alert role="status">{t('reset.sent', { email })}</Alert>;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t('reset.what')}</Text>
        {ask.error !== null && problems['email'] === undefined && <ErrorState error={ask.error} />}
        <TextInput
          label={t('common:session.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          {...checks.propsOf('email')}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <Button type="submit" loading={ask.isPending}>
          {t('reset.send')}
        </Button>
      </Stack>
    </form>
  );
}

function SetPassword({ token }: { token: string }) {
  const { t } = useTranslation(['access', 'common']);
  const [newPassword, setNewPassword] = useState('');
  const confirm = useMutation({
    mutationFn: () => api.post('/api/auth/password-reset/confirm', { body: { token, newPassword } }),
  });
  const problems = useFieldProblems()(confirm.error);
  const isShort = newPassword.length < PASSWORD_MIN;
  const checks = useFieldChecks(
    { newPassword },
    { newPassword: isShort ? t('common:session.passwordShort', { count: PASSWORD_MIN }) : null },
    problems,
  );
  useFocusOnRefusal(confirm.error);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (checks.pass()) confirm.mutate();
  };
  if (confirm.isSuccess) return <Alert role="status">{t('reset.done')}</Alert>;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {problems['token'] !== undefined && (
          <Alert color="red" role="alert">
            {t('reset.gone')}
          </Alert>
        )}
        {confirm.error !== null && Object.keys(problems).length === 0 && <ErrorState error={confirm.error} />}
        <PasswordInput
          label={t('reset.newPassword')}
          description={t('common:session.passwordRule', { count: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          value={newPassword}
          {...checks.propsOf('newPassword')}
          onChange={({ currentTarget }) => setNewPassword(currentTarget.value)}
        />
        <Button type="submit" loading={confirm.isPending}>
          {t('reset.set')}
        </Button>
      </Stack>
    </form>
  );
}
