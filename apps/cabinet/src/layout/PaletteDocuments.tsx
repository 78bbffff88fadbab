import { Spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { useFormat } from '../format/useFormat.js';
import { useProducts } from '../pages/products/productQueries.js';
import { useReceiptWords } from '../pages/receipts/receiptWords.js';

/** Of each kind: whoever wants more goes to the page. */
const SHOWN_MAX = 6;
/** The number of a receipt or of its fiscal document. */
export const DOCUMENT_NUMBER = /^\d{1,10}$/;

interface PaletteDocumentsProps {
  /** What is looked for, not empty. */
  wanted: string;
  /** Nothing else was found: it is said here when nothing is found here either. */
  isOnly: boolean;
  onGo: (path: string) => void;
  /** What is listed has changed. @param isBestHere nothing that is still looked for would come before what is listed; stable */
  onFound: (isBestHere: boolean) => void;
}

/** What the palette finds in the account itself: receipts by their number, products by name, barcode or vendor code. */
export function PaletteDocuments({ wanted, isOnly, onGo, onFound }: PaletteDocumentsProps) {
  const { t } = useTranslation();
  const { money, dateTime } = useFormat();
  const { nameWithSum } = useReceiptWords();
  const isNumber = DOCUMENT_NUMBER.test(wanted);
  const { rows, isSearching, isPending } = useProducts({ q: wanted, department: '' });
  const products = rows.slice(0, SHOWN_MAX);
  const receipts = useQuery({
    queryKey: ['receipts', 'numbered', wanted],
    queryFn: ({ signal }) =>
      api.get('/api/receipts', { signal, query: { number: wanted, limit: SHOWN_MAX } }),
    enabled: isNumber,
  });
  const numbered = receipts.data?.data ?? [];
  const isLooking = isPending || isSearching || receipts.isLoading;
  // A receipt's number comes before everything, a product only before nothing.
  const isBestHere = isNumber ? numbered.length > 0 || !isLooking : !isOnly || products.length > 0 || !isLooking;
  const listed = [...numbered, ...products].map(({ id }) => id).join(' ');
  useEffect(() => onFound(isBestHere), [onFound, isBestHere, listed, wanted]);
  return (
    <>
      {numbered.length > 0 && (
        <Spotlight.ActionsGroup label={t('places.receipts')}>
          {numbered.map((receipt) => (
            <Spotlight.Action
              key={receipt.id}
              label={nameWithSum(receipt)}
              description={dateTime(receipt.date)}
              onClick={() => onGo(`/receipts/${receipt.id}`)}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {products.length > 0 && (
        <Spotlight.ActionsGroup label={t('places.products')}>
          {products.map(({ id, name, price }) => (
            <Spotlight.Action
              key={id}
              label={name === '' ? id : name}
              description={money(price)}
              onClick={() => onGo(`/products/${id}`)}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {isOnly && numbered.length + products.length === 0 && (
        <Spotlight.Empty>{t(isLooking ? 'palette.looking' : 'palette.nothing')}</Spotlight.Empty>
      )}
    </>
  );
}
