import type { DevicePrice, ProductRow, ProductType } from './productModel.js';

/** A product as the API and the events show it. Money in kopecks, quantity in thousandths. */
export interface Product {
  id: string;
  name: string;
  type: ProductType;
  departmentId: number | null;
  quantity: number;
  price: number;
  prices: DevicePrice[];
  isMarked: boolean;
  meta: Record<string, unknown>;
  barcodes: string[];
  vendorCodes: string[];
  tax: string | null;
  unit: string | null;
  imageUrl?: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
}

export function presentProduct(row: ProductRow): Product {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    departmentId: row.departmentId,
    quantity: row.quantity,
    price: row.price,
    prices: row.prices.map(({ deviceId, value }) => ({ deviceId, value })),
    isMarked: row.isMarked,
    meta: row.meta,
    barcodes: row.barcodes,
    vendorCodes: row.vendorCodes,
    tax: row.tax,
    unit: row.unit,
    ...(row.imageUrl !== null && { imageUrl: row.imageUrl }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
