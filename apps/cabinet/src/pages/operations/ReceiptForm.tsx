import { Alert, Button, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRegisters } from '../../api/registers.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useUnsavedChanges } from '../../ui/useUnsavedChanges.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { PaymentFields } from './PaymentFields.js';
import { PositionFields } from './PositionFields.js';
import { bodyOf, type ReceiptDraft } from './receiptDraft.js';
import classes from './ReceiptForm.module.css';
import { ReceiptSummary } from './ReceiptSummary.js';
import { RecentOperations } from './RecentOperations.js';
import { useCatalogue } from './useCatalogue.js';
import { useDraft } from './useDraft.js';
import { useSubmission } from './useSubmission.js';

/** Minutes. */
const TIMEOUTS = { fiveMinutes: 5, hour: 60, day: 24 * 60 } as const;

/** The form of a receipt; what comes of it is followed on the operation's own page. */
export function ReceiptForm() {
  const { t } = useTranslation('operations');
  const navigate = useNavigate();
  const { registers } = useRegisters();
  const words = useReceiptWords();
  const catalogue = useCatalogue();
  const form = useDraft(registers.length === 1 ? String(registers[0]?.id) : null);
  const { draft, change, changeLine, touch, form: element } = form;
  const guard = useUnsavedChanges(form.isChanged);
  const submission = useSubmission(({ id }) => {
    guard.release();
    void navigate(`/operations/${id}`);
  });
  const refused = useFieldProblems()(submission.error);
  const problemOf = (path: string): string | undefined => form.problemOf(path) ?? refused[path];
  const problems = {
    register: problemOf('deviceId'),
    timeout: problemOf('timeout'),
    email: problemOf('attributes.email') ?? problemOf('attributes'),
    phone: problemOf('attributes.phone'),
  };
  const isNamed = Object.keys(refused).some((path) => SHOWN_PATHS.test(path));

  const taxModes: Record<ReceiptDraft['taxMode'], string> = {
    DEFAULT: t('taxModes.DEFAULT'),
    SIMPLE: t('taxModes.SIMPLE'),
    SIMPLE_WO: t('taxModes.SIMPLE_WO'),
    ENVD: t('taxModes.ENVD'),
    AGRICULT: t('taxModes.AGRICULT'),
    PATENT: t('taxModes.PATENT'),
  };
  const timeouts = [
    { value: String(TIMEOUTS.fiveMinutes), label: t('timeouts.fiveMinutes') },
    { value: String(TIMEOUTS.hour), label: t('timeouts.hour') },
    { value: String(TIMEOUTS.day), label: t('timeouts.day') },
  ];
  return (
    <form
      ref={element}
      noValidate
      className={classes.split}
      // Nothing is printed by Enter in a field: a barcode scanner presses it too, and a printed receipt stays.
      onSubmit={(event) => event.preventDefault()}
    >
      <Stack gap="lg" miw={0}>
        {submission.isUnclear && (
          <Alert color="yellow" role="alert">
            {t('form.unclear')}
          </Alert>
        )}
        {submission.error && !submission.isUnclear && !isNamed && <ErrorState error={submission.error} />}
        <Card>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={t('form.register')}
              required
              data={registers.map(({ id, name }) => ({ value: String(id), label: name }))}
              searchable={registers.length > 10}
              allowDeselect={false}
              value={draft.deviceId}
              error={problems.register}
              onChange={(deviceId) => change({ deviceId })}
              onBlur={() => touch('deviceId')}
            />
            <Select
              label={t('form.type')}
              allowDeselect={false}
              data={Object.entries(words.types).map(([value, label]) => ({ value, label }))}
              value={draft.type}
              onChange={(type) => change({ type: type as ReceiptDraft['type'] })}
            />
            <Select
              label={t('form.taxMode')}
              allowDeselect={false}
              data={Object.entries(taxModes).map(([value, label]) => ({ value, label }))}
              value={draft.taxMode}
              onChange={(taxMode) => change({ taxMode: taxMode as ReceiptDraft['taxMode'] })}
            />
            <Select
              label={t('form.timeout')}
              allowDeselect={false}
              data={timeouts}
              value={String(draft.timeoutMinutes)}
              error={problems.timeout}
              onChange={(minutes) => change({ timeoutMinutes: Number(minutes) })}
            />
          </SimpleGrid>
        </Card>
        <Card title={t('form.positions')}>
          <Stack gap="sm">
            <div className={classes.lines}>
              {draft.lines.map((line, place) => (
                <PositionFields
                  key={line.key}
                  line={line}
                  number={place + 1}
                  deviceId={draft.deviceId}
                  catalogue={catalogue}
                  problemOf={(field) => problemOf(`positions.${place}.${field}`)}
                  onChange={(changes) => changeLine(line.key, changes)}
                  onBlur={(field) => touch(`positions.${place}.${field}`)}
                  onRemove={draft.lines.length > 1 ? () => form.removeLine(line.key) : undefined}
                />
              ))}
            </div>
            <Button
              variant="subtle"
              size="xs"
              className={classes.add}
              leftSection={<IconPlus size={15} stroke={1.8} aria-hidden />}
              onClick={form.addLine}
            >
              {t('form.add')}
            </Button>
          </Stack>
        </Card>
        <Card title={t('form.payments')}>
          <PaymentFields draft={draft} problemOf={problemOf} onChange={change} onBlur={touch} />
        </Card>
        <Card title={t('form.buyer')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={t('form.email')}
              type="email"
              autoComplete="off"
              description={problems.email === undefined ? t('form.buyerHint') : undefined}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              value={draft.email}
              error={problems.email}
              onChange={({ currentTarget }) => change({ email: currentTarget.value })}
              onBlur={() => touch('attributes.email')}
            />
            <TextInput
              label={t('form.phone')}
              type="tel"
              autoComplete="off"
              value={draft.phone}
              error={problems.phone}
              onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
              onBlur={() => touch('attributes.phone')}
            />
          </SimpleGrid>
        </Card>
      </Stack>
      <Stack gap="lg" className={classes.aside ?? ''}>
        <ReceiptSummary
          draft={draft}
          isSending={submission.isPending}
          onSend={() => form.check() && submission.mutate(bodyOf(draft))}
          problem={problemOf('total.priceSum') ?? refused['positions']}
        />
        <RecentOperations />
      </Stack>
      <UnsavedChangesDialog guard={guard} />
    </form>
  );
}

/** The API's paths that have a field here. */
const SHOWN_PATHS =
  /^(deviceId|timeout|payments|positions|total\.priceSum|attributes(\.email|\.phone)?|positions\.\d+\.(name|quantity|price|tax))$/;
