import type { components } from '@kassahook/client';
import { parseMoney } from '../../format/money.js';

export type Product = components['schemas']['Product'];
export type ProductBody = components['schemas']['CreateProductBody'];
export type ProductType = Product['type'];

/** A product as it is being typed. */
export interface ProductDraft {
  name: string;
  type: ProductType;
  /** Roubles. */
  price: string;
  /** A code; empty is the department's, and so is a new product's: a rate that nobody chose must not be printed instead of that one. */
  tax: string;
  /** Pieces, kilograms: what the API has in thousandths. */
  quantity: string;
  unit: string;
  /** One a line. */
  barcodes: string;
  vendorCodes: string;
  /** An id as text; empty is none. */
  departmentId: string;
  isMarked: boolean;
}

/** What is wrong with a field, as a word of the page. */
export type ProductProblem = 'nameMissing' | 'nameLong' | 'price' | 'quantity' | 'unitLong' | 'codeLong';

/** Of the API: libs/contracts/src/product.ts. */
const [NAME_MAX, UNIT_MAX, CODE_MAX] = [512, 32, 128];
const THOUSANDTHS = 1_000;

export const PRODUCT_TYPES: readonly ProductType[] = [
  'COUNTABLE',
  'SCALABLE',
  'ALCOHOL',
  'CLOTHES',
  'SHOES',
  'SERVICE',
  'TOBACCO',
];

export const EMPTY_DRAFT: ProductDraft = {
  name: '',
  type: 'COUNTABLE',
  price: '',
  tax: '',
  quantity: '1',
  unit: '',
  barcodes: '',
  vendorCodes: '',
  departmentId: '',
  isMarked: false,
};

/** A product as its form shows it. */
export function draftOf(product: Product): ProductDraft {
  return {
    name: product.name,
    type: product.type,
    price: (product.price / 100).toFixed(2).replace('.', ','),
    tax: product.tax ?? '',
    quantity: String(product.quantity / THOUSANDTHS).replace('.', ','),
    unit: product.unit ?? '',
    barcodes: product.barcodes.join('\n'),
    vendorCodes: product.vendorCodes.join('\n'),
    departmentId: product.departmentId === null ? '' : String(product.departmentId),
    isMarked: product.isMarked,
  };
}

/** What was typed, `1,5`, in thousandths; null when it is not a quantity. */
export function parseQuantity(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^-?\d{1,9}(\.\d{1,3})?$/.test(plain)) return null;
  return Math.round(Number(plain) * THOUSANDTHS);
}

/** Codes of a text, one a line, or between commas and semicolons. */
export function codesOf(text: string): string[] {
  return [...new Set(text.split(/[\n,;|]/).map((code) => code.trim()))].filter((code) => code !== '');
}

/** What is wrong with each field; empty when the API will take it. */
export function problemsOf(draft: ProductDraft): Partial<Record<keyof ProductDraft, ProductProblem>> {
  const problems: Partial<Record<keyof ProductDraft, ProductProblem>> = {};
  if (draft.name.trim() === '') problems.name = 'nameMissing';
  else if (draft.name.length > NAME_MAX) problems.name = 'nameLong';
  if (parseMoney(draft.price) === null) problems.price = 'price';
  if (parseQuantity(draft.quantity) === null) problems.quantity = 'quantity';
  if (draft.unit.trim().length > UNIT_MAX) problems.unit = 'unitLong';
  for (const field of ['barcodes', 'vendorCodes'] as const) {
    if (codesOf(draft[field]).some((code) => code.length > CODE_MAX)) problems[field] = 'codeLong';
  }
  return problems;
}

/** What the API is sent of a changed product: only what a draft changed, so that a price does not bring back an old quantity. */
export function updateBodyOf(draft: ProductDraft, before: ProductDraft): ProductBody {
  const then = bodyOf(before);
  return Object.fromEntries(
    Object.entries(bodyOf(draft)).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(then[field as keyof ProductBody]),
    ),
  );
}

/** What the API is sent of a draft without problems; what the form does not show stays as it is. */
export function bodyOf(draft: ProductDraft): ProductBody {
  return {
    name: draft.name.trim(),
    type: draft.type,
    price: parseMoney(draft.price) ?? 0,
    tax: draft.tax === '' ? null : draft.tax,
    quantity: parseQuantity(draft.quantity) ?? THOUSANDTHS,
    unit: draft.unit.trim() === '' ? null : draft.unit.trim(),
    barcodes: codesOf(draft.barcodes),
    vendorCodes: codesOf(draft.vendorCodes),
    departmentId: draft.departmentId === '' ? null : Number(draft.departmentId),
    isMarked: draft.isMarked,
  };
}
