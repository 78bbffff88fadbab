import { parseMoney } from '../../../format/money.js';
import { TAX_CODES } from '../../receipts/vat.js';
import { codesOf, parseQuantity, type ProductBody } from '../productDraft.js';
import type { CsvTable } from './csvTable.js';

/** What a column may be. */
export type ImportField =
  'name' | 'price' | 'tax' | 'quantity' | 'unit' | 'barcodes' | 'vendorCodes' | 'department';

/** What is wrong with a cell, as a word of the page. */
export type RowProblem =
  'nameMissing' | 'nameLong' | 'price' | 'tax' | 'quantity' | 'unitLong' | 'codeLong' | 'department';

export interface LineProblem {
  line: number;
  problem: RowProblem;
  /** What the cell says. */
  value: string;
}

export interface ImportLine {
  line: number;
  body: ProductBody;
  problems: readonly LineProblem[];
}

export interface ImportPlan {
  /** Names of columns that mean nothing to us; they are left out. */
  unknown: readonly string[];
  hasName: boolean;
  lines: readonly ImportLine[];
}

/** Of the API: libs/contracts/src/product.ts. */
const [NAME_MAX, UNIT_MAX, CODE_MAX] = [512, 32, 128];

/** Words of headers, without case and punctuation, in the languages that shops write them in. */
const HEADERS: Readonly<Record<ImportField, readonly string[]>> = {
  name: ['название', 'наименование', 'товар', 'номенклатура', 'name', 'title', 'product'],
  price: ['цена', 'ценаруб', 'цена₽', 'розничнаяцена', 'стоимость', 'price', 'price₽', 'pricerub'],
  tax: ['ндс', 'ставкандс', 'налог', 'vat', 'tax'],
  quantity: ['количество', 'колво', 'quantity', 'qty'],
  unit: ['единица', 'едизм', 'ед', 'единицаизмерения', 'unit'],
  barcodes: ['штрихкод', 'штрихкоды', 'barcode', 'barcodes', 'ean', 'ean13'],
  vendorCodes: ['артикул', 'артикулы', 'код', 'vendorcode', 'vendorcodes', 'sku', 'code'],
  department: ['отдел', 'department'],
};

const NO_VAT = ['безндс', 'нет', 'no', 'none', 'novat', 'ndsnotax'];

/** The field that a header names; null when it names none. */
export function fieldOf(header: string): ImportField | null {
  const word = plainWord(header);
  const fields = Object.keys(HEADERS) as ImportField[];
  return fields.find((field) => HEADERS[field].includes(word)) ?? null;
}

/** The code of a rate as people write it: `22`, `22 %`, `НДС 10%`, `без НДС`, `NDS_20`; undefined when it is none. Empty is the department's. */
export function taxOf(text: string): string | null | undefined {
  const word = plainWord(text);
  if (word === '') return null;
  if (NO_VAT.includes(word)) return 'NDS_NO_TAX';
  const rate = /^(?:ндс|nds|vat)?(\d{1,2})%?$/.exec(word)?.[1];
  if (rate !== undefined) return isRate(Number(rate)) ? `NDS_${Number(rate)}` : undefined;
  const [code, part, whole] = /^NDS_(\d{1,2})_(\d{3})$/.exec(text.trim()) ?? [];
  const isOfAdvance = isRate(Number(part)) && Number(part) > 0 && Number(whole) === 100 + Number(part);
  return isOfAdvance ? code : undefined;
}

/** The API takes any text; a rate that no form offers is a slip, and a register would refuse it at the till. */
function isRate(percent: number): boolean {
  return TAX_CODES.some((code) => code === `NDS_${percent}`);
}

/**
 * What a table would create, and what is wrong with it line by line.
 * @param departments their ids by their names in lower case
 */
export function planOf(table: CsvTable, departments: ReadonlyMap<string, number>): ImportPlan {
  const fields = table.header.map(fieldOf);
  const unknown = table.header.filter((header, place) => fields[place] === null && header.trim() !== '');
  const lines = table.rows.map(({ line, cells }): ImportLine => {
    // Of two columns of one meaning the first one that says something counts.
    const cell = (field: ImportField): string =>
      cells.find((text, place) => fields[place] === field && text.trim() !== '')?.trim() ?? '';
    return readLine(line, cell, departments);
  });
  return { unknown, hasName: fields.includes('name'), lines };
}

function readLine(
  line: number,
  cell: (field: ImportField) => string,
  departments: ReadonlyMap<string, number>,
): ImportLine {
  const problems: LineProblem[] = [];
  const complain = (problem: RowProblem, value: string): void => void problems.push({ line, problem, value });
  const body: ProductBody = {};

  const name = cell('name').replace(/\s+/g, ' ');
  if (name === '') complain('nameMissing', '');
  else if (name.length > NAME_MAX) complain('nameLong', name);
  body.name = name;

  const price = cell('price');
  const kopecks = price === '' ? 0 : parseMoney(price.replace(/\s*(?:руб\.?|р\.?|rub)$/i, ''));
  if (kopecks === null) complain('price', price);
  else body.price = kopecks;

  const quantity = cell('quantity');
  const thousandths = quantity === '' ? undefined : parseQuantity(quantity);
  if (thousandths === null) complain('quantity', quantity);
  else if (thousandths !== undefined) body.quantity = thousandths;

  const tax = taxOf(cell('tax'));
  if (tax === undefined) complain('tax', cell('tax'));
  else if (tax !== null) body.tax = tax;

  const unit = cell('unit');
  if (unit.length > UNIT_MAX) complain('unitLong', unit);
  else if (unit !== '') body.unit = unit;

  for (const field of ['barcodes', 'vendorCodes'] as const) {
    const codes = codesOf(cell(field));
    const long = codes.find((code) => code.length > CODE_MAX);
    if (long !== undefined) complain('codeLong', long);
    else if (codes.length > 0) body[field] = codes;
  }

  const department = cell('department');
  const departmentId = departments.get(department.toLowerCase());
  if (department !== '' && departmentId === undefined) complain('department', department);
  else if (departmentId !== undefined) body.departmentId = departmentId;

  return { line, body, problems };
}

function plainWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}%₽]/gu, '');
}
