import { Alert, List, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFieldNames } from './importWords.js';
import type { ImportResult } from './sendProducts.js';

const SHOWN_LINES = 50;

/** What came of an import: how many are there now, and what the API said of the rest by line. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const { t } = useTranslation('productImport');
  const nameOf = useFieldNames();
  const { created, refused, held } = result;
  return (
    <Stack gap="md">
      {created > 0 && (
        <Alert
          color="green"
          variant="light"
          role="status"
          icon={<IconCircleCheck aria-hidden />}
          title={t('outcome.created', { count: created })}
        />
      )}
      {refused.length > 0 && (
        <Alert
          color="red"
          variant="light"
          role="alert"
          title={t('outcome.refused', { count: new Set(refused.map(({ line }) => line)).size })}
        >
          <List size="sm" listStyleType="none" style={{ overflowWrap: 'anywhere' }}>
            {refused.slice(0, SHOWN_LINES).map(({ line, field, message }) => (
              <List.Item key={`${line} ${field}`}>
                {t('outcome.line', { line, field: nameOf(field), message })}
              </List.Item>
            ))}
          </List>
          {held.length > 0 && (
            <Text size="sm" mt="xs">
              {t('outcome.held', { count: held.length })}
            </Text>
          )}
        </Alert>
      )}
    </Stack>
  );
}
