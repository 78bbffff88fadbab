import { Alert, List, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/useFormat.js';
import { useReceiptWords } from '../../receipts/receiptWords.js';
import { useLineWords } from './importWords.js';
import type { ImportPlan } from './productRows.js';
import classes from './ImportPreview.module.css';

/** Enough to see that the columns are right. */
const SHOWN_ROWS = 20;
const SHOWN_PROBLEMS = 50;

/** What would be created, and what is wrong with it by line. */
export function ImportPreview({ plan }: { plan: ImportPlan }) {
  const { t } = useTranslation(['productImport', 'products']);
  const { money } = useFormat();
  const { vat } = useReceiptWords();
  const say = useLineWords();
  const problems = plan.lines.flatMap((line) => line.problems);
  const wrong = plan.lines.filter((line) => line.problems.length > 0);
  const shown = [...wrong, ...plan.lines.filter((line) => line.problems.length === 0)]
    .slice(0, SHOWN_ROWS)
    .sort((one, other) => one.line - other.line);
  return (
    <Stack gap="md">
      {problems.length > 0 && (
        <Alert
          color="red"
          variant="light"
          role="alert"
          title={t('productImport:preview.wrong', { count: wrong.length })}
        >
          <List size="sm" listStyleType="none" className={classes.problems ?? ''}>
            {problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
              <List.Item key={`${problem.line} ${problem.problem}`}>{say(problem)}</List.Item>
            ))}
          </List>
          {problems.length > SHOWN_PROBLEMS && (
            <Text size="sm">
              {t('productImport:preview.moreProblems', { count: problems.length - SHOWN_PROBLEMS })}
            </Text>
          )}
        </Alert>
      )}
      {plan.unknown.length > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('productImport:preview.unknown', { columns: plan.unknown.join(', ') })}
        </Text>
      )}
      <div className={classes.frame} tabIndex={0} role="region" aria-label={t('productImport:preview.label')}>
        <Table aria-label={t('productImport:preview.label')} className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('productImport:preview.line')}</Table.Th>
              <Table.Th>{t('products:fields.name')}</Table.Th>
              <Table.Th data-number>{t('products:columns.price')}</Table.Th>
              <Table.Th>{t('products:fields.tax')}</Table.Th>
              <Table.Th>{t('products:columns.barcode')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ line, body, problems: found }) => (
              <Table.Tr key={line} data-wrong={found.length > 0 || undefined}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>
                  <Text inherit truncate maw={320} title={body.name ?? ''}>
                    {body.name === '' ? '—' : body.name}
                  </Text>
                </Table.Td>
                <Table.Td data-number>{typeof body.price === 'number' ? money(body.price) : '—'}</Table.Td>
                <Table.Td>
                  {typeof body.tax === 'string' ? vat(body.tax) : t('products:columns.taxOfDepartment')}
                </Table.Td>
                <Table.Td>
                  <Text inherit truncate maw={180}>
                    {body.barcodes?.join(', ') ?? '—'}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {plan.lines.length > shown.length && (
        <Text size="sm" c="dimmed">
          {t('productImport:preview.moreRows', { count: plan.lines.length - shown.length })}
        </Text>
      )}
    </Stack>
  );
}
