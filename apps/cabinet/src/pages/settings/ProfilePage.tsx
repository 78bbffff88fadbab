import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIdentity } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { PasswordForm } from './PasswordForm.js';
import { ROLE_WORDS } from './roleWords.js';

/** Who one is here, and another password. */
export function ProfilePage() {
  const { t } = useTranslation('settings');
  const { user, account } = useIdentity();
  const facts = [
    [t('profile.name'), user.name],
    [t('profile.email'), user.email],
    [t('profile.account'), account.name],
    [t('profile.role'), t(ROLE_WORDS[user.role])],
  ] as const;
  return (
    <Stack maw={560}>
      <Card title={t('profile.title')}>
        <Stack gap="sm">
          {facts.map(([label, value]) => (
            <div key={label}>
              <Text size="xs" c="dimmed">
                {label}
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {value}
              </Text>
            </div>
          ))}
        </Stack>
      </Card>
      <Card title={t('password.title')}>
        <PasswordForm />
      </Card>
    </Stack>
  );
}
