import { describe, expect, it } from '@jest/globals';
import { ENTITY_TYPES, type EntityType } from '@kassahook/domain/eventType';
import { sampleEntity } from '@kassahook/contracts/sampleEvents';
import { eventSubject } from '../src/eventLog/eventSubject.js';

const subjectOf = (type: EntityType) =>
  eventSubject({ type, snapshot: JSON.stringify(sampleEntity({ type, action: 'CREATE' }, 0)) });

describe('what people know an entity by', () => {
  it('when an event is of a receipt, a shift, cash, a product, a register or an operation, then it has its number, sum, name or status', () => {
    const known = Object.fromEntries(ENTITY_TYPES.map((type) => [type, Object.keys(subjectOf(type))]));
    expect(known).toEqual({
      PRODUCT: ['name'],
      DEVICE: ['name'],
      ENCASHMENT: ['sum'],
      RECEIPT: ['number', 'sum'],
      SHIFT: ['number'],
      OPERATION: ['status'],
      DEVICE_REGISTRATION: [],
    });
  });

  it('when a snapshot has something else there, then it is left out', () => {
    expect(eventSubject({ type: 'RECEIPT', snapshot: '{"number":"12","amount":null}' })).toEqual({});
    expect(eventSubject({ type: 'OPERATION', snapshot: '{"status":"LOST"}' })).toEqual({});
  });
});
