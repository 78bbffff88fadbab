import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { TAX_CODES } from '../receipts/vat.js';
import classes from './PositionFields.module.css';
import { ProductField } from './ProductField.js';
import { lineSum, typedMoney, type DraftLine } from './receiptDraft.js';
import type { Catalogue } from './useCatalogue.js';

/** The rates that registers print; a product's own is offered beside them. */
const RATES: readonly string[] = TAX_CODES;

interface PositionFieldsProps {
  line: DraftLine;
  /** From 1. */
  number: number;
  deviceId: string | null;
  catalogue: Catalogue;
  problemOf: (field: 'name' | 'quantity' | 'price' | 'tax') => string | undefined;
  onChange: (changes: Partial<DraftLine>) => void;
  onBlur: (field: 'name' | 'quantity' | 'price') => void;
  /** Absent for the only position. */
  onRemove?: (() => void) | undefined;
}

/** One position of a receipt: what, how much, for how much, with which VAT. */
export function PositionFields(props: PositionFieldsProps) {
  const { line, number, deviceId, catalogue, problemOf, onChange, onBlur, onRemove } = props;
  const { t } = useTranslation('operations');
  const { money } = useFormat();
  const { vat } = useReceiptWords();
  const sum = lineSum(line);
  const rates = RATES.includes(line.tax) ? RATES : [line.tax, ...RATES];
  return (
    <div role="group" aria-label={t('form.line', { number })} className={classes.line}>
      <div className={classes.name}>
        <ProductField
          value={line.name}
          catalogue={catalogue}
          error={problemOf('name')}
          deviceId={deviceId}
          onType={(name) => onChange({ name })}
          onChoose={({ name, tax, type }, price) =>
            onChange({ name, type, price: typedMoney(price), ...(tax !== null && { tax }) })
          }
          onBlur={() => onBlur('name')}
        />
      </div>
      <TextInput
        className={classes.quantity}
        label={t('form.quantity')}
        required
        inputMode="decimal"
        value={line.quantity}
        error={problemOf('quantity')}
        onChange={({ currentTarget }) => onChange({ quantity: currentTarget.value })}
        onBlur={() => onBlur('quantity')}
      />
      <TextInput
        className={classes.price}
        label={t('form.price')}
        required
        inputMode="decimal"
        value={line.price}
        error={problemOf('price')}
        onChange={({ currentTarget }) => onChange({ price: currentTarget.value })}
        onBlur={() => onBlur('price')}
      />
      <Select
        className={classes.vat}
        label={t('form.vat')}
        allowDeselect={false}
        data={rates.map((tax) => ({ value: tax, label: vat(tax) }))}
        value={line.tax}
        error={problemOf('tax')}
        onChange={(tax) => tax !== null && onChange({ tax })}
      />
      <div className={classes.sum}>
        <span className={classes.sumLabel}>{t('form.sum')}</span>
        <span className={classes.sumValue}>{sum === null ? '—' : money(sum)}</span>
      </div>
      <div className={classes.remove}>
        {onRemove && (
          <Tooltip label={t('form.remove', { number })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('form.remove', { number })}
              onClick={onRemove}
            >
              <IconTrash size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}
