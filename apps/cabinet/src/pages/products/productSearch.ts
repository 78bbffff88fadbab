import type { Product } from './productDraft.js';

/** Whether a product is meant: a part of its name, the beginning of a barcode or of a vendor code. */
export function isFound(
  product: Pick<Product, 'name' | 'barcodes' | 'vendorCodes' | 'departmentId'>,
  { q, department }: { q: string; department: string },
): boolean {
  if (department !== '' && String(product.departmentId) !== department) return false;
  const wanted = q.trim().toLowerCase();
  if (wanted === '') return true;
  if (product.name.toLowerCase().includes(wanted)) return true;
  return [...product.barcodes, ...product.vendorCodes].some((code) => code.toLowerCase().startsWith(wanted));
}
