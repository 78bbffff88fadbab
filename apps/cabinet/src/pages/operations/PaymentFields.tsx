import { Button, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../format/money.js';
import { sumsOf, typedMoney, type ReceiptDraft } from './receiptDraft.js';

interface PaymentFieldsProps {
  draft: ReceiptDraft;
  problemOf: (path: 'cash' | 'cashless' | 'payments') => string | undefined;
  onChange: (changes: Partial<ReceiptDraft>) => void;
  onBlur: (path: 'cash' | 'cashless' | 'payments') => void;
}

/** How the receipt is paid: in cash, by card, or both; a button puts what is left into a field. */
export function PaymentFields({ draft, problemOf, onChange, onBlur }: PaymentFieldsProps) {
  const { t } = useTranslation('operations');
  const { total } = sumsOf(draft);
  const rest = (other: string): string => typedMoney(Math.max(0, total - (parseMoney(other) ?? 0)));
  const ways = [
    { path: 'cashless', other: draft.cash, label: t('form.card'), fill: t('form.fillRestCard') },
    { path: 'cash', other: draft.cashless, label: t('form.cash'), fill: t('form.fillRestCash') },
  ] as const;
  const problem = problemOf('payments');
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {ways.map(({ path, other, label, fill }) => (
          <TextInput
            key={path}
            label={label}
            inputMode="decimal"
            value={draft[path]}
            error={problemOf(path) ?? (problem !== undefined && path === 'cashless')}
            aria-describedby={problem === undefined ? undefined : 'payments-problem'}
            rightSectionWidth={92}
            rightSection={
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={fill}
                disabled={total === 0}
                onClick={() => onChange({ [path]: rest(other) })}
              >
                {t('form.fillRest')}
              </Button>
            }
            onChange={({ currentTarget }) => onChange({ [path]: currentTarget.value })}
            onBlur={() => {
              onBlur(path);
              onBlur('payments');
            }}
          />
        ))}
      </SimpleGrid>
      {problem !== undefined && (
        <Text id="payments-problem" size="xs" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
