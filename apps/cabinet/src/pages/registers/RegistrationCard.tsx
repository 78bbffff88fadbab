import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Facts } from '../../ui/Facts.js';
import { RegistrationForm } from './RegistrationForm.js';
import { registrationQuery, type Registration } from './registerQueries.js';
import { useTaxModeWords } from './taxModeWords.js';

const FACTS_PX = 170;

interface RegistrationCardProps {
  deviceId: number;
  /** There is a registration. */
  isRegistered: boolean;
}

/** The registration with the tax office: shown, filled in and corrected in one place. */
export function RegistrationCard({ deviceId, isRegistered }: RegistrationCardProps) {
  const { t } = useTranslation('registers');
  const mayWrite = useMay('write');
  const queryClient = useQueryClient();
  const options = registrationQuery(deviceId);
  const registration = useQuery({ ...options, enabled: isRegistered });
  const [isEditing, editing] = useDisclosure(false);
  // One that was saved here is there before the register says so.
  const data = registration.data ?? (isRegistered ? undefined : null);
  const edit = mayWrite && data !== undefined && !isEditing && (
    <Button variant="default" size="xs" onClick={editing.open}>
      {t(data ? 'registration.change' : 'registration.fill')}
    </Button>
  );
  return (
    <Card title={t('registration.title')} action={edit}>
      {registration.isLoading && <Skeleton height={FACTS_PX} />}
      {registration.isError && data === undefined && (
        <ErrorState error={registration.error} onRetry={() => void registration.refetch()} />
      )}
      {isEditing && (
        <RegistrationForm
          initial={data ?? null}
          onCancel={editing.close}
          save={async (body) => {
            const saved = await api.put('/api/devices/{id}/registration', { path: { id: deviceId }, body });
            queryClient.setQueryData(options.queryKey, saved);
            editing.close();
          }}
        />
      )}
      {!isEditing && data && <RegistrationFacts registration={data} />}
      {!isEditing && data === null && (
        <Text size="sm" c="dimmed">
          {t('registration.none')}
        </Text>
      )}
    </Card>
  );
}

function RegistrationFacts({ registration }: { registration: Registration }) {
  const { t } = useTranslation('registers');
  const { calendarDay } = useFormat();
  const words = useTaxModeWords();
  return (
    <Stack gap="xs">
      <Facts
        facts={[
          [t('registration.registryNumber'), <Copied key="registry" text={registration.registryNumber} />],
          [t('registration.fnNumber'), <Copied key="fn" text={registration.fnNumber} />],
          [t('registration.ofd'), registration.ofd],
          [t('registration.taxModes'), registration.taxModes.map((mode) => words[mode]).join('; ')],
          [t('registration.address'), registration.address],
          [t('registration.registeredAt'), calendarDay(registration.registeredAt)],
        ]}
      />
    </Stack>
  );
}

/** A number that people copy into forms of the tax office. */
function Copied({ text }: { text: string }) {
  return (
    <Group gap={4} component="span">
      {text}
      <CopyButton text={text} />
    </Group>
  );
}
