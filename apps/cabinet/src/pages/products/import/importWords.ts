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

const SHOWN_CHARACTERS = 40;

function shortened(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
