import type { components } from '@kassahook/client';
import { useMemo, useState } from 'react';
import { useProducts } from '../products/productQueries.js';

export type Product = components['schemas']['Product'];

/** The products that a form offers, for all of its fields. */
export interface Catalogue {
  /** By name, which is what is offered; of two products with one name the first one. */
  products: ReadonlyMap<string, Product>;
  /** Not every product has been looked at. */
  isSearching: boolean;
  /** What is being typed; empty once nobody types. */
  look: (typed: string) => void;
}

/** The first thousand products are there at once; the rest of a large catalogue is read while somebody types. */
export function useCatalogue(): Catalogue {
  const [typed, look] = useState('');
  const { rows, isSearching } = useProducts({ q: typed, department: '' });
  const products = useMemo(() => {
    const named = new Map<string, Product>();
    for (const product of rows) {
      if (product.name !== '' && !named.has(product.name)) named.set(product.name, product);
    }
    return named;
  }, [rows]);
  return { products, isSearching, look };
}
