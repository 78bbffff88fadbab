import { numberFormat } from './formatters.js';

/** A space that does not break and is narrower than a word's, as Russian typography wants it between thousands. */
const THIN_SPACE = '\u202f';
/** As wide as a figure; a hyphen is not a minus. */
const MINUS = '\u2212';
const KOPECKS_PER_ROUBLE = 100;
const THOUSANDTHS = 1_000;

/** `1 250,00 ₽` in Russian, `1,250.00 ₽` in English. @param kopecks whole */
export function formatMoney(kopecks: number, language: string): string {
  const number = numberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${thin(number.format(kopecks / KOPECKS_PER_ROUBLE))}${THIN_SPACE}₽`;
}

/** The same without kopecks, for axes and tiles: `1 250 ₽`. */
export function formatRoubles(kopecks: number, language: string): string {
  return `${formatNumber(Math.round(kopecks / KOPECKS_PER_ROUBLE), language)}${THIN_SPACE}₽`;
}

/** A count. */
export function formatNumber(value: number, language: string): string {
  return thin(numberFormat(language, { maximumFractionDigits: 1 }).format(value));
}

/** A quantity of goods. @param thousandths as the API has it: 1000 is one piece or one kilogram */
export function formatQuantity(thousandths: number, language: string): string {
  return thin(numberFormat(language, { maximumFractionDigits: 3 }).format(thousandths / THOUSANDTHS));
}

/** A share between 0 and 1 as `99.4 %`. Never rounded up to a hundred: what fails once is not all right. */
export function formatShare(share: number, language: string): string {
  const percent = Math.floor(share * 1_000) / 10;
  return `${formatNumber(percent, language)}${THIN_SPACE}%`;
}

/** What a person typed, `1250,5` or `1 250.50`, in kopecks; null when it is not an amount. */
export function parseMoney(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f₽]/g, '').replace(',', '.');
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * KOPECKS_PER_ROUBLE);
}

function thin(text: string): string {
  return text.replace(/[\u00a0\s]/g, THIN_SPACE).replace('-', MINUS);
}
