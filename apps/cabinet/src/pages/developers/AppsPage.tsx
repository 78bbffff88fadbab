import { Button, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import type { OAuthAppView } from '@kassahook/contracts/oauthApp';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/identity.js';
import { AccountOnly } from '../../ui/AccountOnly.js';
import { Page } from '../../ui/Page.js';
import { ShownOnce } from '../../ui/ShownOnce.js';
import { AppForm } from './AppForm.js';
import { AppList } from './AppList.js';
import { GrantList } from './GrantList.js';

/** OAuth applications of the account, and those that it gave access to. */
export function AppsPage() {
  const { t } = useTranslation('developers');
  const may = useMay('account');
  const [edited, setEdited] = useState<OAuthAppView | 'new' | null>(null);
  const [shown, setShown] = useState<{ clientId: string; clientSecret: string } | null>(null);
  return (
    <Page
      title={t('apps.title')}
      hint={t('apps.hint')}
      action={may && <Button onClick={() => setEdited('new')}>{t('apps.create')}</Button>}
    >
      <AccountOnly>
        <Stack gap="sm">
          <Title order={2} size="h3">
            {t('apps.own')}
          </Title>
          <AppList onEdit={setEdited} onSecret={setShown} />
        </Stack>
        <Stack gap="sm">
          <Title order={2} size="h3">
            {t('apps.grants')}
          </Title>
          <GrantList />
        </Stack>
      </AccountOnly>
      {edited !== null && (
        <AppForm
          app={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={(created) => {
            setEdited(null);
            if (created?.clientSecret !== undefined) {
              setShown({ clientId: created.clientId, clientSecret: created.clientSecret });
            }
          }}
        />
      )}
      {shown && (
        <ShownOnce
          title={t('apps.onceTitle')}
          hint={t('apps.onceHint')}
          secrets={[
            { label: t('apps.clientId'), secret: shown.clientId },
            { label: t('apps.clientSecret'), secret: shown.clientSecret },
          ]}
          onClose={() => setShown(null)}
        />
      )}
    </Page>
  );
}
