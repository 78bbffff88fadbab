import { describe, expect, it } from '@jest/globals';
import { bodyOf, EMPTY_DRAFT, updateBodyOf } from '../src/pages/products/productDraft.js';

const BEFORE = { ...EMPTY_DRAFT, name: 'Чай', price: '100,00', quantity: '5' };

describe('saving a product', () => {
  it('when only the price was changed, then nothing else is sent: what a register sold meanwhile stays sold', () => {
    expect(updateBodyOf({ ...BEFORE, price: '120' }, BEFORE)).toEqual({ price: 12_000 });
  });

  it('when the same is written otherwise, then nothing is sent', () => {
    expect(updateBodyOf({ ...BEFORE, price: '100', name: ' Чай ' }, BEFORE)).toEqual({});
  });
});

describe('a new product', () => {
  it('when it is put into a department and nobody chose a rate, then it has the department’s rate', () => {
    const milk = { ...EMPTY_DRAFT, name: 'Молоко', price: '89,90', departmentId: '3' };
    expect(bodyOf(milk).tax ?? null).toBeNull();
  });
});
