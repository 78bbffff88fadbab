import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { vatRateOf } from './vat.js';

export type Receipt = components['schemas']['Receipt'];
export type ReceiptType = Receipt['type'];
type PaymentType = Receipt['payments'][number]['type'];

const RECEIPT_TYPES: readonly ReceiptType[] = ['SALE', 'REFUND', 'OUTFLOW', 'OUTFLOW_REFUND'];

export function isReceiptType(text: string): text is ReceiptType {
  return (RECEIPT_TYPES as readonly string[]).includes(text);
}

/** The words of receipts, for whichever room shows them: types, ways of payment, rates of VAT. */
export function useReceiptWords() {
  const { t } = useTranslation('receipts');
  const { money } = useFormat();
  const types: Record<ReceiptType, string> = {
    SALE: t('types.SALE'),
    REFUND: t('types.REFUND'),
    OUTFLOW: t('types.OUTFLOW'),
    OUTFLOW_REFUND: t('types.OUTFLOW_REFUND'),
  };
  const payments: Record<PaymentType, string> = {
    CASH: t('payments.CASH'),
    CASHLESS: t('payments.CASHLESS'),
    PREPAID: t('payments.PREPAID'),
    CREDIT: t('payments.CREDIT'),
    CONSIDERATION: t('payments.CONSIDERATION'),
  };
  /** What a person calls it: `Чек № 1042`, `Возврат № 12`. */
  const nameOf = ({ type, number }: Pick<Receipt, 'type' | 'number'>): string => {
    switch (type) {
      case 'SALE':
        return t('names.SALE', { number });
      case 'REFUND':
        return t('names.REFUND', { number });
      case 'OUTFLOW':
        return t('names.OUTFLOW', { number });
      case 'OUTFLOW_REFUND':
        return t('names.OUTFLOW_REFUND', { number });
    }
  };
  return {
    types,
    payments,
    nameOf,
    nameWithSum: (receipt: Pick<Receipt, 'type' | 'number' | 'amount'>): string =>
      t('names.withSum', { name: nameOf(receipt), sum: money(receipt.amount) }),
    /** How a receipt was paid, in short. */
    paidBy: (receipt: Pick<Receipt, 'payments'>): string => {
      const [first, ...others] = new Set(receipt.payments.map(({ type }) => type));
      if (first === undefined || others.length > 0) return t('payments.mixed');
      return payments[first];
    },
    /** `НДС 20 %`; a code that we do not know is shown as it is. */
    vat: (tax: string): string => {
      const rate = vatRateOf(tax);
      if (rate) return t('vat.rate', { rate: rate.text });
      return tax === 'NDS_NO_TAX' ? t('vat.none') : tax;
    },
  };
}
