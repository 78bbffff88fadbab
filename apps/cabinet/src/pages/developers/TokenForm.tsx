import { Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { FormDialog } from '../../ui/FormDialog.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { SCOPE_WORDS } from './scopeWords.js';

type Scope = 'read' | 'write' | 'webhooks' | 'account';
const SCOPES: readonly Scope[] = ['read', 'write', 'webhooks', 'account'];
const DAY_MS = 86_400_000;

/** Making a token. @param onCreated with the token itself, which only this answer has */
export function TokenForm({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (token: string) => void;
}) {
  const { t } = useTranslation(['developers', 'problems']);
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [days, setDays] = useState('0');
  const create = useMutation({
    mutationFn: () => {
      const lifetimeMs = Number(days) * DAY_MS;
      const expiresAt = lifetimeMs > 0 ? new Date(Date.now() + lifetimeMs).toISOString() : null;
      return api.post('/api/tokens', { body: { name, scopes, expiresAt } });
    },
    onSuccess: ({ token }) => {
      void queryClient.invalidateQueries({ queryKey: ['tokens'] });
      onCreated(token);
    },
  });
  const chosen = scopes.join(' ');
  const checks = useFieldChecks(
    { name, scopes: chosen },
    {
      name: name.trim() === '' ? t('problems:empty') : null,
      scopes: chosen === '' ? t('problems:noneChosen') : null,
    },
    useFieldProblems()(create.error),
  );
  return (
    <FormDialog
      title={t('tokens.createTitle')}
      submitLabel={t('tokens.submit')}
      isBusy={create.isPending}
      error={create.error}
      isChanged={name !== '' || chosen !== 'read' || days !== '0'}
      onSubmit={() => checks.pass() && create.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('tokens.name')}
        description={t('tokens.nameHint')}
        required
        maxLength={256}
        data-autofocus
        value={name}
        {...checks.propsOf('name')}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Checkbox.Group
        label={t('tokens.scopes')}
        value={scopes}
        error={checks.propsOf('scopes').error}
        onChange={(values) => setScopes(SCOPES.filter((scope) => values.includes(scope)))}
      >
        <Stack gap="xs" mt="xs">
          {SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(SCOPE_WORDS[scope])} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label={t('tokens.expiry')}
        allowDeselect={false}
        data={[
          { value: '0', label: t('tokens.never') },
          { value: '30', label: t('tokens.month') },
          { value: '90', label: t('tokens.quarter') },
          { value: '365', label: t('tokens.year') },
        ]}
        value={days}
        onChange={(value) => value !== null && setDays(value)}
      />
    </FormDialog>
  );
}
