import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { Card } from '../../ui/Card.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { IssuedToken } from './IssuedToken.js';
import type { Register } from './registerQueries.js';

/** The token that a register reports with: not shown, because only its hash is kept; another one can be issued. */
export function TokenCard({ register }: { register: Register }) {
  const { t } = useTranslation('registers');
  const [isAsking, asking] = useDisclosure(false);
  const issue = useMutation({
    mutationFn: () => api.post('/api/devices/{id}/token', { path: { id: register.id } }),
    gcTime: 0,
  });
  return (
    <Card title={t('token.title')}>
      <Stack gap="sm">
        {issue.data ? (
          <IssuedToken key={issue.data.deviceToken} token={issue.data.deviceToken} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('token.hidden')}
          </Text>
        )}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={15} aria-hidden />}
            onClick={asking.open}
          >
            {t('token.issue')}
          </Button>
        </Group>
      </Stack>
      <ConfirmAction
        isOpen={isAsking}
        onClose={asking.close}
        title={t('token.askTitle')}
        confirmLabel={t('token.issue')}
        onConfirm={() => issue.mutateAsync()}
      >
        {t('token.askHint')}
      </ConfirmAction>
    </Card>
  );
}
