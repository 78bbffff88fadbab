import { ActionIcon, Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WebhookDraft } from './webhookDraft.js';

interface PairsEditorProps {
  form: UseFormReturnType<WebhookDraft>;
  field: 'headers' | 'metadata';
  nameLabel: string;
  valueLabel: string;
  addLabel: string;
  /** Rows at most. */
  max: number;
  hint: string;
}

/** Names with values, row by row. */
export function PairsEditor({ form, field, nameLabel, valueLabel, addLabel, max, hint }: PairsEditorProps) {
  const { t } = useTranslation('webhookForm');
  const pairs = form.values[field];
  const problem = form.errors[field];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {pairs.map((pair, place) => (
        <Group key={place} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            aria-label={`${nameLabel} ${place + 1}`}
            placeholder={nameLabel}
            flex={2}
            miw={0}
            {...form.getInputProps(`${field}.${place}.name`)}
          />
          <TextInput
            aria-label={`${valueLabel} ${place + 1}`}
            placeholder={valueLabel}
            flex={3}
            miw={0}
            {...form.getInputProps(`${field}.${place}.value`)}
          />
          <Tooltip label={t('pairs.remove')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('pairs.removeOne', { name: pair.name })}
              onClick={() => form.removeListItem(field, place)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
      {problem !== undefined && (
        <Text size="sm" c="var(--state-dead)" role="alert">
          {problem}
        </Text>
      )}
      {pairs.length < max && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem(field, { name: '', value: '' })}
        >
          {addLabel}
        </Button>
      )}
    </Stack>
  );
}
