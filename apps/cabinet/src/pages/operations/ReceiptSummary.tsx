import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../format/money.js';
import { useFormat } from '../../format/useFormat.js';
import { Card } from '../../ui/Card.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { vatTotals } from '../receipts/vat.js';
import { parseQuantity, sumsOf, type ReceiptDraft } from './receiptDraft.js';
import classes from './ReceiptSummary.module.css';

interface ReceiptSummaryProps {
  draft: ReceiptDraft;
  isSending: boolean;
  onSend: () => void;
  /** Why the total itself cannot be, when it cannot. */
  problem: string | undefined;
}

/** What the receipt comes to as it is typed: the total, its VAT, what is paid and what is left; and the button that sends it. */
export function ReceiptSummary({ draft, isSending, onSend, problem }: ReceiptSummaryProps) {
  const { t } = useTranslation('operations');
  const { money } = useFormat();
  const words = useReceiptWords();
  const { total, paid, left, change, over } = sumsOf(draft);
  const taxes = vatTotals(
    draft.lines.map(({ tax, price, quantity }) => ({
      tax,
      price: parseMoney(price) ?? 0,
      quantity: parseQuantity(quantity) ?? 0,
      discount: 0,
    })),
  ).filter(({ vat }) => vat !== null && vat > 0);
  const rest = [
    { name: t('summary.left'), sum: left, look: 'left' },
    { name: t('summary.over'), sum: over, look: 'left' },
    { name: t('summary.change'), sum: change, look: 'change' },
  ].filter(({ sum }) => sum > 0 && total > 0);
  return (
    <Card title={t('summary.title')}>
      <Stack gap="md">
        <dl className={classes.sums}>
          <div className={classes.total}>
            <dt>{t('summary.total')}</dt>
            <dd>{money(total)}</dd>
          </div>
          {taxes.map(({ tax, vat }) => (
            <div key={tax} className={classes.quiet}>
              <dt>{t('summary.vat', { vat: words.vat(tax) })}</dt>
              <dd>{money(vat ?? 0)}</dd>
            </div>
          ))}
          <div>
            <dt>{t('summary.paid')}</dt>
            <dd>{money(paid)}</dd>
          </div>
        </dl>
        <div role="status" className={classes.rest}>
          {rest.map(({ name, sum, look }) => (
            <span key={name} data-look={look}>
              <span>{name}</span>
              <span>{money(sum)}</span>
            </span>
          ))}
          {rest.length === 0 && total > 0 && <span data-look="agrees">{t('summary.agrees')}</span>}
        </div>
        {problem !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
        <Button fullWidth loading={isSending} onClick={onSend}>
          {t('form.submit')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('form.hint')}
        </Text>
      </Stack>
    </Card>
  );
}
