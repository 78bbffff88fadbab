import { Alert, Button, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, useSyncExternalStore, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/ErrorState.js';
import { useIdentity } from './identity.js';
import { useFieldChecks } from '../ui/useFieldChecks.js';
import { sessionGate } from './sessionGate.js';
import { useLoginProblem } from './useLoginProblem.js';
import { useLogin, useLogout } from './useLogin.js';

/** A login is refused as a whole. */
const NONE_REFUSED = {};

/** When a session ends while a page is open: the password again, over the page, which keeps what was typed into it. */
export function SessionRenewal() {
  const { t } = useTranslation();
  const { user } = useIdentity();
  const isExpired = useSyncExternalStore(sessionGate.listen, sessionGate.isExpired);
  const [password, setPassword] = useState('');
  const login = useLogin();
  const logout = useLogout();
  const problem = useLoginProblem(login.error);
  const checks = useFieldChecks(
    { password },
    { password: password === '' ? t('session.passwordMissing') : null },
    NONE_REFUSED,
  );

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!checks.pass()) return;
    login.mutate({ email: user.email, password }, { onSuccess: () => setPassword('') });
  };
  return (
    <Modal
      opened={isExpired}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('session.expired')}
      // Over whatever dialog is open: that one keeps what was typed.
      zIndex={400}
      centered
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('session.whatIsKept', { email: user.email })}</Text>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <PasswordInput
            label={t('session.password')}
            autoComplete="current-password"
            data-autofocus
            required
            value={password}
            {...checks.propsOf('password')}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button type="submit" loading={login.isPending}>
            {t('session.logIn')}
          </Button>
          <Button variant="subtle" color="gray" loading={logout.isPending} onClick={() => logout.mutate()}>
            {t('session.somebodyElse')}
          </Button>
          {logout.error !== null && <ErrorState error={logout.error} onRetry={() => logout.mutate()} />}
        </Stack>
      </form>
    </Modal>
  );
}
