import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OAuthAppView } from '@kassahook/contracts/oauthApp';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { FormDialog } from '../../ui/FormDialog.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';

interface AppFormProps {
  /** Null: a new one. */
  app: OAuthAppView | null;
  onClose: () => void;
  /** With what only the answer to a creation has; an app that keeps no secret has none. */
  onSaved: (created: { clientId: string; clientSecret?: string | undefined } | null) => void;
}

/** Making an OAuth application, or changing its name, logo and redirect URIs. */
export function AppForm({ app, onClose, onSaved }: AppFormProps) {
  const { t } = useTranslation(['developers', 'problems']);
  const queryClient = useQueryClient();
  const [name, setName] = useState(app?.name ?? '');
  const [logo, setLogo] = useState(app?.logoUrl ?? '');
  const [uris, setUris] = useState(app?.redirectUris.join('\n') ?? '');
  const [isConfidential, setConfidential] = useState(true);
  const save = useMutation({
    mutationFn: async () => {
      const redirectUris = uris
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const body = { name, redirectUris, logoUrl: logo.trim() === '' ? null : logo.trim() };
      if (!app) return api.post('/api/oauth2/apps', { body: { ...body, isConfidential } });
      await api.patch('/api/oauth2/apps/{id}', { path: { id: app.id }, body });
      return null;
    },
    onSuccess: (created) => {
      void queryClient.invalidateQueries({ queryKey: ['apps'] });
      onSaved(created);
    },
  });
  const problems = useFieldProblems()(save.error);
  const uriProblem = Object.entries(problems).find(([field]) => field.startsWith('redirectUris'))?.[1];
  const missing = (text: string): string | null => (text.trim() === '' ? t('problems:empty') : null);
  const checks = useFieldChecks(
    { name, uris },
    { name: missing(name), uris: missing(uris) },
    { ...problems, ...(uriProblem !== undefined && { uris: uriProblem }) },
  );
  const isChanged =
    name !== (app?.name ?? '') ||
    logo !== (app?.logoUrl ?? '') ||
    uris !== (app?.redirectUris.join('\n') ?? '');
  return (
    <FormDialog
      title={app ? t('apps.editTitle', { name: app.name }) : t('apps.createTitle')}
      submitLabel={t(app ? 'apps.save' : 'apps.submit')}
      isBusy={save.isPending}
      error={save.error}
      isChanged={isChanged}
      onSubmit={() => checks.pass() && save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('apps.name')}
        required
        maxLength={100}
        data-autofocus
        value={name}
        {...checks.propsOf('name')}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Textarea
        label={t('apps.uris')}
        description={t('apps.urisHint')}
        required
        autosize
        minRows={2}
        maxRows={8}
        value={uris}
        {...checks.propsOf('uris')}
        onChange={({ currentTarget }) => setUris(currentTarget.value)}
      />
      <TextInput
        label={t('apps.logo')}
        description={t('apps.logoHint')}
        type="url"
        value={logo}
        error={problems['logoUrl']}
        onChange={({ currentTarget }) => setLogo(currentTarget.value)}
      />
      {!app && (
        <Checkbox
          label={t('apps.confidential')}
          description={t('apps.confidentialHint')}
          checked={isConfidential}
          onChange={({ currentTarget }) => setConfidential(currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
