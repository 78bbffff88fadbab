import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { inspectorsQuery, type Inspector } from './inspector.js';

/** Clearing and deleting; both ask first. @param requests how many are shown @param isMore there are others */
export function InspectorActions({
  inspector: { id },
  requests,
  isMore,
}: {
  inspector: Inspector;
  requests: number;
  isMore: boolean;
}) {
  const { t } = useTranslation('inspector');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'clear' | 'remove' | null>(null);
  const close = (): void => setAsks(null);
  const clear = async (): Promise<void> => {
    await api.delete('/api/inspectors/{id}/requests', { path: { id } });
    void navigate(`/inspector/${id}`, { replace: true });
    await queryClient.resetQueries({ queryKey: ['inspectors', 'requests', id] });
  };
  const remove = async (): Promise<void> => {
    await api.delete('/api/inspectors/{id}', { path: { id } });
    void queryClient.invalidateQueries({ queryKey: inspectorsQuery.queryKey });
    void navigate('/inspector', { replace: true });
  };
  return (
    <Group gap="sm">
      <Button variant="default" disabled={requests === 0} onClick={() => setAsks('clear')}>
        {t('clear.action')}
      </Button>
      <Button variant="default" c="var(--state-dead)" onClick={() => setAsks('remove')}>
        {t('remove.action')}
      </Button>
      <ConfirmAction
        isOpen={asks === 'clear'}
        onClose={close}
        title={t('clear.title')}
        confirmLabel={t('clear.action')}
        onConfirm={clear}
      >
        {isMore ? t('clear.whatAll') : t('clear.what', { count: requests })}
      </ConfirmAction>
      <ConfirmAction
        isOpen={asks === 'remove'}
        onClose={close}
        title={t('remove.title')}
        confirmLabel={t('remove.action')}
        onConfirm={remove}
      >
        {t('remove.what')}
      </ConfirmAction>
    </Group>
  );
}
