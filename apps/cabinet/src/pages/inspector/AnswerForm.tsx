import { Button, Group, Modal, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useCloseGuard } from '../../ui/useCloseGuard.js';
import { useFieldChecks } from '../../ui/useFieldChecks.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useFocusOnRefusal } from '../../ui/useFocusOnRefusal.js';
import { headerText, parseHeaderText } from './headerLines.js';
import type { InspectorAnswer } from './inspector.js';
import { ProblemText } from './ProblemText.js';

const CONTENT_TYPES: readonly InspectorAnswer['contentType'][] = [
  'application/json',
  'text/plain',
  'application/xml',
];
const [STATUS_MIN, STATUS_MAX, DELAY_MAX_SECONDS] = [200, 599, 30];
const MS = 1_000;

interface AnswerFormProps {
  answer: InspectorAnswer;
  save: (answer: InspectorAnswer) => Promise<unknown>;
  onClose: () => void;
}

/** Any answer that the API allows. A click beside the dialog does not lose what was typed. */
export function AnswerForm({ answer, save, onClose }: AnswerFormProps) {
  const { t } = useTranslation(['inspector', 'common']);
  const [status, setStatus] = useState<number | string>(answer.status);
  const [seconds, setSeconds] = useState<number | string>(answer.delayMs / MS);
  const [contentType, setContentType] = useState(answer.contentType);
  const [body, setBody] = useState(answer.body);
  const [headers, setHeaders] = useState(headerText(answer.headers));
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const parsed = parseHeaderText(headers);
  const isStatusWrong = typeof status !== 'number' || status < STATUS_MIN || status > STATUS_MAX;
  const isDelayWrong = typeof seconds !== 'number' || seconds < 0 || seconds > DELAY_MAX_SECONDS;
  const problems = byField(useFieldProblems()(state.error));
  const checks = useFieldChecks(
    { status: String(status), delayMs: String(seconds), body, headers },
    {
      status: isStatusWrong ? t('answer.statusWrong') : null,
      delayMs: isDelayWrong ? t('answer.delayWrong') : null,
      headers: 'wrongLine' in parsed ? t('answer.headersWrong', { line: parsed.wrongLine }) : null,
    },
    problems,
  );
  useFocusOnRefusal(state.error);
  const isChanged =
    status !== answer.status ||
    seconds !== answer.delayMs / MS ||
    contentType !== answer.contentType ||
    body !== answer.body ||
    headers !== headerText(answer.headers);
  const guard = useCloseGuard(isChanged, onClose);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (!checks.pass() || isStatusWrong || isDelayWrong || 'wrongLine' in parsed) return;
    setState({ isBusy: true, error: null });
    try {
      const delayMs = Math.round(seconds * MS);
      await save({ status, delayMs, contentType, body, headers: parsed.headers });
      onClose();
    } catch (error) {
      setState({ isBusy: false, error });
    }
  };
  return (
    <Modal
      opened
      onClose={guard.close}
      closeOnEscape={!guard.isAsking}
      closeOnClickOutside={false}
      title={t('answer.edit')}
      centered
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <Group grow align="flex-start">
            <NumberInput
              label={t('answer.status')}
              value={status}
              onChange={setStatus}
              allowDecimal={false}
              hideControls
              {...checks.propsOf('status')}
              data-autofocus
            />
            <NumberInput
              label={t('answer.delay')}
              value={seconds}
              onChange={setSeconds}
              description={t('answer.delayHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              decimalScale={1}
              hideControls
              {...checks.propsOf('delayMs')}
            />
          </Group>
          <Select
            label={t('answer.contentType')}
            data={CONTENT_TYPES}
            value={contentType}
            allowDeselect={false}
            onChange={(value) => value !== null && setContentType(value)}
          />
          <Textarea
            label={t('answer.body')}
            value={body}
            onChange={({ currentTarget }) => setBody(currentTarget.value)}
            rows={4}
            {...checks.propsOf('body')}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <Textarea
            label={t('answer.headers')}
            description={t('answer.headersHint')}
            value={headers}
            onChange={({ currentTarget }) => setHeaders(currentTarget.value)}
            rows={2}
            {...checks.propsOf('headers')}
          />
          {problems['other'] !== undefined && <ProblemText>{problems['other']}</ProblemText>}
          {state.error !== null && Object.keys(problems).length === 0 && <ErrorState error={state.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={guard.close}>
              {t('common:actions.cancel')}
            </Button>
            <Button type="submit" loading={state.isBusy}>
              {t('answer.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      <UnsavedChangesDialog guard={guard} isDialog />
    </Modal>
  );
}

const FIELDS = ['status', 'delayMs', 'body', 'headers'];

/** `headers.X-Key` is the field's; what belongs to none of them is under `other`. */
function byField(problems: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [path, text] of Object.entries(problems)) {
    const inside = path.replace(/^answer\./, '').split('.')[0] ?? '';
    found[FIELDS.includes(inside) ? inside : 'other'] ??= text;
  }
  return found;
}
