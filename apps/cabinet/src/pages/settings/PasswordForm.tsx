import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useIdentity } from '../../session/identity.js';
import { PASSWORD_MIN } from '../../session/passwordRule.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useFocusOnRefusal } from '../../ui/useFocusOnRefusal.js';

const EMPTY = { currentPassword: '', newPassword: '' };

/** Another password; the API ends every other session of the person with it. */
export function PasswordForm() {
  const { t } = useTranslation(['settings', 'common']);
  const { user } = useIdentity();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const change = useMutation({
    mutationFn: () => api.post('/api/auth/password', { body: form }),
    onSuccess: () => {
      setForm(EMPTY);
      checks.restart();
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const problems = useFieldProblems()(change.error);
  const isShort = form.newPassword.length < PASSWORD_MIN;
  const checks = useFieldChecks(
    form,
    {
      currentPassword: form.currentPassword === '' ? t('common:session.passwordMissing') : null,
      newPassword: isShort ? t('common:session.passwordShort', { count: PASSWORD_MIN }) : null,
    },
    { ...problems, ...(problems['currentPassword'] && { currentPassword: t('password.wrong') }) },
  );
  useFocusOnRefusal(change.error);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (checks.pass()) change.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
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
          {...checks.propsOf('currentPassword')}
          onChange={({ currentTarget }) => setForm({ ...form, currentPassword: currentTarget.value })}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('common:session.passwordRule', { count: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          value={form.newPassword}
          {...checks.propsOf('newPassword')}
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
