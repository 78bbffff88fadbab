import { NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/useFormat.js';
import { LIMITS } from './useDraftProblems.js';
import type { WebhookDraft } from './webhookDraft.js';

/** How requests are made: how long is waited for an answer, how many a second, one by one or in batches. */
export function SendingFields({ form }: { form: UseFormReturnType<WebhookDraft> }) {
  const { t } = useTranslation('webhookForm');
  const { number } = useFormat();
  const range = ({ min, max }: { min: number; max: number }) =>
    t('problem.range', { min: number(min), max: number(max) });
  const plain = {
    hideControls: true,
    allowNegative: false,
    clampBehavior: 'none' as const,
    // `0,1` in Russian; both marks can be typed.
    decimalSeparator: number(0.1).charAt(1),
  };
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('timeout.label')}
          description={t('timeout.hint', LIMITS.timeoutSeconds)}
          suffix={t('units.seconds')}
          decimalScale={3}
          {...plain}
          {...form.getInputProps('timeoutSeconds')}
        />
        <NumberInput
          label={t('rate.label')}
          description={t('rate.hint')}
          placeholder={t('rate.none')}
          suffix={t('units.perSecond')}
          allowDecimal={false}
          {...plain}
          {...form.getInputProps('maxPerSecond')}
        />
      </SimpleGrid>
      <Switch
        label={t('batch.label')}
        description={t('batch.hint')}
        {...form.getInputProps('isBatched', { type: 'checkbox' })}
      />
      {form.values.isBatched && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('batch.events')}
              description={range(LIMITS.batchEvents)}
              allowDecimal={false}
              {...plain}
              {...form.getInputProps('batchEvents')}
            />
            <NumberInput
              label={t('batch.wait')}
              description={range(LIMITS.batchWaitSeconds)}
              suffix={t('units.seconds')}
              decimalScale={3}
              {...plain}
              {...form.getInputProps('batchWaitSeconds')}
            />
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {t('batch.whatComes')}
          </Text>
        </>
      )}
    </Stack>
  );
}
