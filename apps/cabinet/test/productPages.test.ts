import { describe, expect, it } from '@jest/globals';
import type { Product } from '../src/pages/products/productDraft.js';
import { withFirstPage, withProducts, type ProductPages } from '../src/pages/products/productPages.js';

const product = (id: string, name = id): Product => ({ id, name }) as Product;
const read = (total: number, ...pages: string[]): ProductPages => ({
  pages: pages.map((ids) => ({ rows: Array.from(ids, (id) => product(id)), total })),
  pageParams: pages.map((_, place) => place * 2),
});
const shown = ({ pages }: ProductPages): string[] =>
  pages.map(({ rows }) => rows.map(({ name }) => name).join(''));

describe('what was read of the catalogue', () => {
  it('when a product changes or goes, then it alone is another', () => {
    const after = withProducts(
      read(5, 'ab', 'cd'),
      new Map([
        ['b', product('b', 'B')],
        ['c', null],
        ['z', null],
      ]),
    );
    expect([shown(after), after.pages.at(-1)?.total]).toEqual([['aB', 'd'], 4]);
  });

  it('when a product is new, then it is behind the last one, once all are read', () => {
    const added = new Map([['n', product('n')]]);
    expect(shown(withProducts(read(3, 'ab', 'c'), added))).toEqual(['ab', 'cn']);
    expect(shown(withProducts(read(9, 'ab', 'cd'), added))).toEqual(['ab', 'cd']);
    expect(withProducts(read(9, 'ab', 'cd'), added).pages.at(-1)?.total).toBe(10);
  });

  it('when the first page is read anew, then the others stay', () => {
    const first = { rows: [product('a', 'A')], total: 4 };
    expect(shown(withFirstPage(read(4, 'ab', 'cd'), first))).toEqual(['A', 'cd']);
  });
});
