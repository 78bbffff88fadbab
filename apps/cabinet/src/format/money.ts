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

/** Thousands are kept apart by one sign, and kopecks, if there are any, by the other. */
const COMMAS_AND_POINT = /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/;
const POINTS_AND_COMMA = /^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$/;
/** A thousand and a half or one and a half: the two languages read it differently. */
const UNCLEAR = /^\d{1,3}[.,]\d{3}$/;

/**
 * What a person typed, `1250,5`, `1 250.50`, `1,250.50` or `1.250,50`, in kopecks, whatever the page's language; null when it is not an
 * amount, or when it may be two, as `1,500` is.
 */
export function parseMoney(text: string): number | null {
  const plain = numeralOf(text.replace('₽', ''));
  if (plain === null || !/^\d{1,10}(\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * KOPECKS_PER_ROUBLE);
}

/** A number that a person typed, with a point before its decimals and nothing between thousands; null when it may be two numbers. */
export function numeralOf(typed: string): string | null {
  const text = typed.replace(/[\s\u00a0\u202f]/g, '');
  if (UNCLEAR.test(text)) return null;
  if (COMMAS_AND_POINT.test(text)) return text.replace(/,/g, '');
  if (POINTS_AND_COMMA.test(text)) return text.replace(/\./g, '').replace(',', '.');
  return text.replace(',', '.');
}

function thin(text: string): string {
  return text.replace(/[\u00a0\s]/g, THIN_SPACE).replace('-', MINUS);
}
