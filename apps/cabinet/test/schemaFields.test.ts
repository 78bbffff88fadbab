import { describe, expect, it } from '@jest/globals';
import { schemaFields } from '../src/pages/events/schemaFields.js';

describe('schemaFields', () => {
  it('when a schema has lists, choices and inner objects, then each field is a row', () => {
    const schema = {
      type: 'object',
      required: ['id', 'positions', 'cashier'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        type: { type: 'string', enum: ['SALE', 'REFUND'] },
        cashier: {
          anyOf: [
            { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
            { type: 'null' },
          ],
        },
        positions: {
          type: 'array',
          items: { type: 'object', properties: { price: { type: 'integer' } }, required: ['price'] },
        },
        tax: { type: ['string', 'null'] },
      },
    };
    expect(
      schemaFields(schema).map(({ path, kinds, isRequired }) => [path, kinds.join('|'), isRequired]),
    ).toEqual([
      ['id', 'string', true],
      ['type', 'string', false],
      ['cashier', 'object|null', true],
      ['cashier.name', 'string', false],
      ['positions', 'array', true],
      ['positions[].price', 'integer', true],
      ['tax', 'string|null', false],
    ]);
    expect(schemaFields(schema).find(({ path }) => path === 'type')?.values).toEqual(['SALE', 'REFUND']);
  });

  it('when a schema names itself without end, then its depth is limited', () => {
    const self: Record<string, unknown> = { type: 'object' };
    self['properties'] = { inner: self };
    expect(schemaFields(self).length).toBeLessThan(10);
  });
});
