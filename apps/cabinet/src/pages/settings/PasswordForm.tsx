import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { fieldProblems } from '../../api/failure.js';
import { useIdentity } from '../../session/identity.js';
import { PASSWORD_MIN } from '../../session/passwordRule.js';
import { ErrorState } from '../../ui/ErrorState.js';

const EMPTY = { currentPassword: '', newPassword: '' };

/** Another password; the API ends every other session of the person with it. */
export function PasswordForm() {
  const { t } = useTranslation(['settings', 'common']);
  const { user } = useIdentity();
  const queryClient = useQueryClient();
  const element = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(EMPTY);
  const [isLeft, setLeft] = useState(false);
  const change = useMutation({
    mutationFn: () => api.post('/api/auth/password', { body: form }),
    onSuccess: () => {
      setForm(EMPTY);
      setLeft(false);
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const problems = fieldProblems(change.error);
  const isShort = isLeft && form.newPassword !== '' && form.newPassword.length < PASSWORD_MIN;
  useEffect(() => {
    if (change.error) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [change.error]);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setLeft(true);
    if (form.newPassword.length >= PASSWORD_MIN) change.mutate();
  };
  return (
    <form onSubmit={submit} ref={element}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('password.what')}
        </Text>
        {change.isSuccess && (
          <Alert color="green" variant="light" role="status">
            <Text size="sm">{t('password.done')}</Text>
          </Alert>
        )}
        {change.error !== null && Object.keys(problems).length === 0 && <ErrorState error={change.error} />}
        <input type="text" hidden readOnly autoComplete="username" value={user.email} />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          value={form.currentPassword}
          error={problems['currentPassword'] === undefined ? null : t('password.wrong')}
          onChange={({ currentTarget }) => setForm({ ...form, currentPassword: currentTarget.value })}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('common:session.passwordRule', { count: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          value={form.newPassword}
          error={
            isShort ? t('common:session.passwordShort', { count: PASSWORD_MIN }) : problems['newPassword']
          }
          onBlur={() => setLeft(true)}
          onChange={({ currentTarget }) => setForm({ ...form, newPassword: currentTarget.value })}
        />
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
