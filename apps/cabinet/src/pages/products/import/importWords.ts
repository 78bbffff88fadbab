import { useTranslation } from 'react-i18next';
import type { LineProblem, RowProblem } from './productRows.js';

/** What is wrong with a line, in a sentence: «строка 3: цена не число». */
export function useLineWords(): (problem: LineProblem) => string {
  const { t } = useTranslation('productImport');
  return ({ line, problem, value }) => {
    const given = { line, value: shortened(value) };
    const words: Record<RowProblem, string> = {
      nameMissing: t('lines.nameMissing', given),
      nameLong: t('lines.nameLong', given),
      price: t('lines.price', given),
      tax: t('lines.tax', given),
      quantity: t('lines.quantity', given),
      unitLong: t('lines.unitLong', given),
      codeLong: t('lines.codeLong', given),
      department: t('lines.department', given),
    };
    return words[problem];
  };
}

/** What people call the API's field; `barcodes.2` is a place inside one. */
export function useFieldNames(): (path: string) => string {
  const { t } = useTranslation(['products', 'productImport']);
  const names: Readonly<Record<string, string>> = {
    name: t('products:fields.name'),
    type: t('products:fields.type'),
    price: t('products:fields.price'),
    tax: t('products:fields.tax'),
    quantity: t('products:fields.quantity'),
    unit: t('products:fields.unit'),
    barcodes: t('products:fields.barcodes'),
    vendorCodes: t('products:fields.vendorCodes'),
    departmentId: t('products:fields.department'),
  };
  return (path) =>
    names[path.split('.')[0] ?? ''] ?? (path === '' ? t('productImport:outcome.product') : path);
}

const SHOWN_CHARACTERS = 40;

function shortened(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
