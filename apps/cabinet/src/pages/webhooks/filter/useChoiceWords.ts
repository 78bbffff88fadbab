import { useTranslation } from 'react-i18next';
import { useProductWords } from '../../products/useProductWords.js';
import { useReceiptWords } from '../../receipts/receiptWords.js';
import { useTaxModeWords } from '../../registers/taxModeWords.js';

/** Says the codes that a field chooses from as people do, the code beside it for who reads the JSON; a code without words stays as it is. */
export function useChoiceWords(): (code: string) => string {
  const { t } = useTranslation('webhookForm');
  const receipts = useReceiptWords();
  const words: Readonly<Record<string, string>> = {
    ...useTaxModeWords(),
    ...useProductWords().types,
    ...receipts.payments,
    ...receipts.types,
    OPENED: t('choice.OPENED'),
    CLOSED: t('choice.CLOSED'),
    MONEY_IN: t('choice.MONEY_IN'),
    MONEY_OUT: t('choice.MONEY_OUT'),
    PENDING: t('choice.PENDING'),
    IN_PROGRESS: t('choice.IN_PROGRESS'),
    SUCCESS: t('choice.SUCCESS'),
    ERROR: t('choice.ERROR'),
    EXTERNAL_RECEIPT: t('choice.EXTERNAL_RECEIPT'),
  };
  return (code) => (words[code] === undefined ? code : `${words[code]} · ${code}`);
}
