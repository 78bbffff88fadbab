import { Button, Group, MultiSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDay } from '../../format/dayRange.js';
import { useFormat } from '../../format/useFormat.js';
import { DayInput } from '../../ui/DayInput.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useCloseGuard } from '../../ui/useCloseGuard.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useUnsavedChanges } from '../../ui/useUnsavedChanges.js';
import { focusFirstError } from '../../ui/focusFirstError.js';
import { registrationDayOf, registrationInstantOf } from './registrationDay.js';
import type { Registration } from './registerQueries.js';
import {
  CARD_DIGITS,
  cardDayProblem,
  cardNumberProblem,
  type RegistrationProblem,
} from './registrationProblems.js';
import { useTaxModeWords, type TaxMode } from './taxModeWords.js';

interface RegistrationFormProps {
  initial: Registration | null;
  onCancel: () => void;
  save: (body: Omit<Registration, 'deviceId'>) => Promise<unknown>;
}

const [NUMBER_MAX, NAME_MAX, ADDRESS_MAX] = [32, 256, 1_024];

/** What the tax office knows of a register, typed off its card. */
export function RegistrationForm({ initial, onCancel, save }: RegistrationFormProps) {
  const { t } = useTranslation(['registers', 'common']);
  const { t: room } = useTranslation('registers');
  const { calendarDay, language } = useFormat();
  const dayExample = language === 'ru' ? '05.03.2026' : calendarDay('2026-03-05T00:00:00.000Z');
  const words = useTaxModeWords();
  const say = (problem: RegistrationProblem | null): string | null =>
    problem && room(problem, { count: CARD_DIGITS, example: dayExample });
  const missing = (text: string): string | null => say(text.trim() === '' ? 'registration.missing' : null);
  const cardNumber = (text: string): string | null => say(cardNumberProblem(text));
  const problemsOf = useFieldProblems();
  const form = useForm({
    initialValues: {
      registryNumber: initial?.registryNumber ?? '',
      fnNumber: initial?.fnNumber ?? '',
      ofd: initial?.ofd ?? '',
      address: initial?.address ?? '',
      taxModes: [...(initial?.taxModes ?? [])],
      registeredAt: registrationDayOf(initial?.registeredAt),
    },
    validateInputOnBlur: true,
    validate: {
      registryNumber: cardNumber,
      fnNumber: cardNumber,
      ofd: missing,
      address: missing,
      taxModes: (modes) => (modes.length === 0 ? t('registers:registration.noTaxModes') : null),
      registeredAt: (day) => say(cardDayProblem(day)),
    },
  });
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const guard = useUnsavedChanges(form.isDirty());
  const closing = useCloseGuard(form.isDirty(), onCancel);
  const submit = async (draft: typeof form.values): Promise<void> => {
    setState({ isBusy: true, error: null });
    try {
      await save({
        registryNumber: draft.registryNumber.trim(),
        fnNumber: draft.fnNumber.trim(),
        ofd: draft.ofd.trim(),
        address: draft.address.trim(),
        taxModes: draft.taxModes,
        registeredAt: registrationInstantOf(draft.registeredAt) ?? '',
      });
    } catch (error) {
      const problems = problemsOf(error);
      const found = Object.fromEntries(
        Object.entries(problems).map(([path, text]) => [path.split('.')[0] ?? path, text]),
      );
      form.setErrors(found);
      setState({ isBusy: false, error: Object.keys(found).length === 0 ? error : null });
      focusFirstError();
    }
  };
  return (
    <form noValidate onSubmit={form.onSubmit((draft) => void submit(draft), focusFirstError)}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('registers:registration.registryNumber')}
            maxLength={NUMBER_MAX}
            inputMode="numeric"
            required
            {...form.getInputProps('registryNumber')}
          />
          <TextInput
            label={t('registers:registration.fnNumber')}
            maxLength={NUMBER_MAX}
            inputMode="numeric"
            required
            {...form.getInputProps('fnNumber')}
          />
          <TextInput
            label={t('registers:registration.ofd')}
            maxLength={NAME_MAX}
            required
            {...form.getInputProps('ofd')}
          />
          <DayInput
            label={t('registers:registration.registeredAt')}
            required
            max={localDay(new Date())}
            {...form.getInputProps('registeredAt')}
            value={form.values.registeredAt}
          />
        </SimpleGrid>
        <MultiSelect
          label={t('registers:registration.taxModes')}
          required
          data={(Object.keys(words) as TaxMode[]).map((value) => ({ value, label: words[value] }))}
          {...form.getInputProps('taxModes')}
        />
        <Textarea
          label={t('registers:registration.address')}
          maxLength={ADDRESS_MAX}
          autosize
          minRows={2}
          required
          {...form.getInputProps('address')}
        />
        {state.error !== null && <ErrorState error={state.error} />}
        <Group gap="sm">
          <Button type="submit" loading={state.isBusy}>
            {t('registers:actions.save')}
          </Button>
          <Button variant="default" onClick={closing.close}>
            {t('common:actions.cancel')}
          </Button>
        </Group>
      </Stack>
      <UnsavedChangesDialog guard={guard} />
      <UnsavedChangesDialog guard={closing} isDialog />
    </form>
  );
}
