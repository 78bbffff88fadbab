import { Button, Group, Modal, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../../api/failure.js';
import { ErrorState } from '../../ui/ErrorState.js';
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
  const [state, setState] = useState<{ isBusy: boolean; error: unknown; isTried: boolean }>({
    isBusy: false,
    error: null,
    isTried: false,
  });
  const parsed = parseHeaderText(headers);
  const isStatusWrong = typeof status !== 'number' || status < STATUS_MIN || status > STATUS_MAX;
  const isDelayWrong = typeof seconds !== 'number' || seconds < 0 || seconds > DELAY_MAX_SECONDS;
  const problems = Object.values(fieldProblems(state.error));

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (isStatusWrong || isDelayWrong || 'wrongLine' in parsed) {
      setState({ isBusy: false, error: null, isTried: true });
      return;
    }
    setState({ isBusy: true, error: null, isTried: true });
    try {
      const delayMs = Math.round(seconds * MS);
      await save({ status, delayMs, contentType, body, headers: parsed.headers });
      onClose();
    } catch (error) {
      setState({ isBusy: false, error, isTried: true });
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
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
              error={state.isTried && isStatusWrong && t('answer.statusWrong')}
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
              error={state.isTried && isDelayWrong && t('answer.delayWrong')}
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
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <Textarea
            label={t('answer.headers')}
            description={t('answer.headersHint')}
            value={headers}
            onChange={({ currentTarget }) => setHeaders(currentTarget.value)}
            rows={2}
            error={
              state.isTried && 'wrongLine' in parsed && t('answer.headersWrong', { line: parsed.wrongLine })
            }
          />
          {problems.length > 0 && (
            <ProblemText>{t('answer.invalid', { problem: problems.join('; ') })}</ProblemText>
          )}
          {state.error !== null && problems.length === 0 && <ErrorState error={state.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button type="submit" loading={state.isBusy}>
              {t('answer.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
