import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldProblems } from '../../../api/failure.js';
import { Card } from '../../../ui/Card.js';
import { ErrorState } from '../../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../../ui/UnsavedChangesDialog.js';
import { useUnsavedChanges } from '../../../ui/useUnsavedChanges.js';
import { AddressFields } from './AddressFields.js';
import { apiProblems } from './apiProblems.js';
import { ContentFields } from './ContentFields.js';
import { EventMatrix } from './EventMatrix.js';
import { FoldedSection } from './FoldedSection.js';
import { sectionsOf, type Section } from './formSections.js';
import { PairsEditor } from './PairsEditor.js';
import { SendingFields } from './SendingFields.js';
import { LIMITS, useDraftProblems } from './useDraftProblems.js';
import { useProblemText } from '../../../ui/useProblemText.js';
import { useSummaries } from './useSummaries.js';
import type { WebhookDraft } from './webhookDraft.js';

interface WebhookFormProps {
  initial: WebhookDraft;
  /** A new one may be given a secret. */
  isNew: boolean;
  submitLabel: string;
  /** Where giving up leads. */
  backPath: string;
  save: (draft: WebhookDraft) => Promise<unknown>;
  /** After saving; leaving asks no more. */
  onSaved: () => void;
  /** Of whoever deletes the webhook: leaving asks no more. */
  released?: RefObject<boolean>;
}

const SECRET_EXAMPLE = 'whsec_…';

/** Everything about a webhook: the address and the events in sight, the rest folded with a line that says what is set. */
export function WebhookForm(props: WebhookFormProps) {
  const { initial, isNew, submitLabel, backPath, save, onSaved, released } = props;
  const { t } = useTranslation(['webhookForm', 'common']);
  const problemsOf = useDraftProblems();
  const say = useProblemText();
  const form = useForm<WebhookDraft>({
    initialValues: initial,
    validate: problemsOf,
    validateInputOnBlur: true,
  });
  const [open, setOpen] = useState<ReadonlySet<Section>>(new Set());
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const [failures, setFailures] = useState(0);
  const guard = useUnsavedChanges(form.isDirty(), released);
  const element = useRef<HTMLFormElement>(null);
  const summaries = useSummaries(form.values);

  // The first field with an error, once the part that it is in has opened.
  useEffect(() => {
    if (failures > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);

  const fail = (errors: Record<string, unknown>): void => {
    setOpen((before) => new Set([...before, ...sectionsOf(errors)]));
    setFailures((before) => before + 1);
  };
  const submit = async (draft: WebhookDraft): Promise<void> => {
    setState({ isBusy: true, error: null });
    try {
      await save(draft);
      guard.release();
      onSaved();
    } catch (error) {
      const found = apiProblems(fieldProblems(error), draft, say);
      setState({ isBusy: false, error: Object.keys(found).length === 0 ? error : null });
      form.setErrors(found);
      fail(found);
    }
  };
  const folded = (section: Section) => ({
    summary: summaries[section],
    isOpen: open.has(section),
    onToggle: () =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(section)) after.add(section);
        return after;
      }),
  });
  const { mask: maskError, form: formError } = form.errors;
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit((draft) => void submit(draft), fail)}
      aria-label={t('webhookForm:label')}
    >
      <Stack gap="md">
        <Card title={t('webhookForm:where')}>
          <AddressFields form={form} />
        </Card>
        <Card title={t('webhookForm:events.title')}>
          <EventMatrix
            mask={form.values.mask}
            onChange={(mask) => {
              form.setFieldValue('mask', mask);
              form.clearFieldError('mask');
            }}
            {...(typeof maskError === 'string' && { error: maskError })}
          />
        </Card>
        <FoldedSection title={t('webhookForm:content')} {...folded('content')}>
          <ContentFields form={form} isChecked={failures > 0} />
        </FoldedSection>
        <FoldedSection title={t('webhookForm:sending')} {...folded('sending')}>
          <SendingFields form={form} />
        </FoldedSection>
        <FoldedSection title={t('webhookForm:headers.title')} {...folded('headers')}>
          <PairsEditor
            form={form}
            field="headers"
            nameLabel={t('webhookForm:headers.name')}
            valueLabel={t('webhookForm:headers.value')}
            addLabel={t('webhookForm:headers.add')}
            hint={t('webhookForm:headers.hint')}
            max={LIMITS.headers}
          />
        </FoldedSection>
        <FoldedSection title={t('webhookForm:metadata.title')} {...folded('metadata')}>
          <PairsEditor
            form={form}
            field="metadata"
            nameLabel={t('webhookForm:metadata.name')}
            valueLabel={t('webhookForm:metadata.value')}
            addLabel={t('webhookForm:metadata.add')}
            hint={t('webhookForm:metadata.hint')}
            max={LIMITS.metadata.entries}
          />
        </FoldedSection>
        {isNew && (
          <FoldedSection title={t('webhookForm:secret.title')} {...folded('secret')}>
            <TextInput
              label={t('webhookForm:secret.label')}
              description={t('webhookForm:secret.hint')}
              placeholder={SECRET_EXAMPLE}
              autoComplete="off"
              spellCheck={false}
              {...form.getInputProps('secret')}
            />
          </FoldedSection>
        )}
        {typeof formError === 'string' && (
          <Text size="sm" c="var(--state-dead)" role="alert">
            {formError}
          </Text>
        )}
        {state.error !== null && <ErrorState error={state.error} />}
        <Group justify="flex-end" gap="sm">
          <Button component={Link} to={backPath} variant="default">
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={state.isBusy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
      <UnsavedChangesDialog guard={guard} />
    </form>
  );
}
