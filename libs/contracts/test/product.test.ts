import { describe, expect, it } from '@jest/globals';
import { productBulkBody, productCreateBody, productPatchBody } from '../src/product.js';

const text = (length: number) => 'ж'.repeat(length);
/** So many characters as JSON: 11 of them are braces, quotes and the name. */
const metaOf = (length: number) => ({ note: text(length - 11) });

describe('the size of a product', () => {
  it('when meta is as large as it may be, then it is taken; one character more and the field is named', () => {
    expect(productCreateBody.parse({ meta: metaOf(32_768) }).meta).toEqual(metaOf(32_768));
    for (const body of [productCreateBody, productPatchBody]) {
      const issues = body.safeParse({ meta: metaOf(32_769) }).error?.issues;
      expect(issues).toMatchObject([
        { path: ['meta'], message: 'must have at most 32768 characters as JSON' },
      ]);
    }
    const issues = productBulkBody.safeParse([{}, { meta: metaOf(40_000) }]).error?.issues;
    expect(issues).toMatchObject([{ path: [1, 'meta'] }]);
  });

  it('when a password is what makes meta too large, then it is dropped first, as ever', () => {
    const meta = { cashier: { name: 'x', Password: text(40_000) } };
    expect(productCreateBody.parse({ meta }).meta).toEqual({ cashier: { name: 'x' } });
  });
});
