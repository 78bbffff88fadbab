import { Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../../session/identity.js';
import { Card } from '../../../ui/Card.js';
import { ErrorState } from '../../../ui/ErrorState.js';
import { Page } from '../../../ui/Page.js';
import { UnsavedChangesDialog } from '../../../ui/UnsavedChangesDialog.js';
import { useUnsavedChanges } from '../../../ui/useUnsavedChanges.js';
import { departmentsQuery } from '../productQueries.js';
import { readTable, tableOf } from './csvTable.js';
import { downloadCsv } from './downloadCsv.js';
import { ImportOutcome } from './ImportOutcome.js';
import { ImportPreview } from './ImportPreview.js';
import { ImportSource } from './ImportSource.js';
import { planOf } from './productRows.js';
import { useImport } from './useImport.js';

/** Products from a table: chosen, looked at with what is wrong by line, and only then sent. */
export function ImportPage() {
  const { t } = useTranslation('productImport');
  const mayWrite = useMay('write');
  const departments = useQuery(departmentsQuery);
  const [text, setText] = useState<string | null>(null);
  return (
    <Page title={t('title')} hint={t(mayWrite ? 'hint' : 'hintReader')}>
      {mayWrite && text === null && <ImportSource onText={setText} />}
      {text !== null && departments.isPending && <Skeleton height={240} />}
      {text !== null && departments.isError && !departments.data && (
        <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />
      )}
      {text !== null && departments.data && (
        <CheckedTable text={text} departments={departments.data} onOther={() => setText(null)} />
      )}
    </Page>
  );
}

interface CheckedTableProps {
  text: string;
  departments: readonly { id: number; name: string }[];
  onOther: () => void;
}

function CheckedTable({ text, departments, onOther }: CheckedTableProps) {
  const { t } = useTranslation('productImport');
  const { table, plan, good } = useMemo(() => {
    const read = readTable(text);
    const byName = new Map(departments.map(({ id, name }) => [name.trim().toLowerCase(), id]));
    const found = planOf(read, byName);
    return { table: read, plan: found, good: found.lines.filter(({ problems }) => problems.length === 0) };
  }, [text, departments]);
  const { state, start, again } = useImport();
  const guard = useUnsavedChanges(state.kind === 'sending');
  const other = (
    <Button variant="default" onClick={onOther} disabled={state.kind === 'sending'}>
      {t('preview.other')}
    </Button>
  );
  if (table.brokenLine !== null || !plan.hasName || plan.lines.length === 0) {
    return (
      <Card title={t('unusable.title')}>
        <Stack gap="md" align="flex-start">
          <Text size="sm" role="alert">
            {table.brokenLine !== null
              ? t('unusable.quote', { line: table.brokenLine })
              : t(plan.hasName ? 'unusable.empty' : 'unusable.noName')}
          </Text>
          {other}
        </Stack>
      </Card>
    );
  }
  if (state.kind === 'done') {
    const { refused, held } = state.result;
    // Lines that were not sent at all, because something is wrong with them, are left too.
    const left = new Set([
      ...plan.lines.filter(({ problems }) => problems.length > 0).map(({ line }) => line),
      ...[...refused, ...held].map(({ line }) => line),
    ]);
    return (
      <Card title={t('outcome.title')}>
        <Stack gap="md">
          <ImportOutcome result={state.result} />
          <Group gap="sm">
            {held.length > 0 && (
              <Button onClick={() => void start(held, state.result)}>
                {t('outcome.rest', { count: held.length })}
              </Button>
            )}
            <Button component={Link} to="/products" variant={held.length > 0 ? 'default' : 'filled'}>
              {t('outcome.toProducts')}
            </Button>
            {left.size > 0 && (
              <Button
                variant="default"
                onClick={() => downloadCsv(t('outcome.fileName'), tableOf(table, left))}
              >
                {t('outcome.download')}
              </Button>
            )}
            {other}
          </Group>
        </Stack>
      </Card>
    );
  }
  const isSending = state.kind === 'sending';
  return (
    <Card title={t('preview.title', { count: plan.lines.length })}>
      <Stack gap="md">
        <ImportPreview plan={plan} />
        {isSending && (
          <Stack gap={4}>
            <Progress
              value={Math.floor((state.sent / state.total) * 100)}
              aria-label={t('sending.label')}
              animated={false}
            />
            <Text size="sm" role="status">
              {t('sending.progress', { sent: state.sent, count: state.total })}
            </Text>
          </Stack>
        )}
        {state.kind === 'stopped' && (
          <>
            <ErrorState error={state.error} />
            <Text size="sm">{t('sending.again')}</Text>
          </>
        )}
        <Group gap="sm">
          {state.kind === 'stopped' ? (
            <Button onClick={() => void again()}>{t('sending.retry')}</Button>
          ) : (
            <Button onClick={() => void start(good)} loading={isSending} disabled={good.length === 0}>
              {t('preview.send', { count: good.length })}
            </Button>
          )}
          {other}
        </Group>
      </Stack>
      <UnsavedChangesDialog guard={guard} />
    </Card>
  );
}
