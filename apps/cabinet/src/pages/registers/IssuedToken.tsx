import { Alert, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SecretField } from '../../ui/SecretField.js';

/** A register's token, the one time that it is shown. */
export function IssuedToken({ token }: { token: string }) {
  const { t } = useTranslation('registers');
  return (
    <Stack gap="sm">
      <Alert
        color="indigo"
        variant="light"
        role="status"
        icon={<IconKey aria-hidden />}
        title={t('token.once')}
      >
        <Text size="sm">{t('token.onceHint')}</Text>
      </Alert>
      <SecretField secret={token} label={t('token.label')} isShownAtFirst />
    </Stack>
  );
}
