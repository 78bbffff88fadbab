import { describe, expect, it } from '@jest/globals';
import { compileContentRules, hasContentRules } from '@kassahook/domain/contentRules';

describe('content rules', () => {
  it('when devices are named, then only their events pass, whatever kind they are', () => {
    const test = compileContentRules({ deviceIds: [7] });
    expect(test('RECEIPT', { deviceId: 7 })).toBe(true);
    expect(test('RECEIPT', { deviceId: 8, id: 7 })).toBe(false);
    expect(test('DEVICE', { id: 7, groupId: 1 })).toBe(true);
    expect(test('DEVICE', { id: 8 })).toBe(false);
    expect(test('DEVICE_REGISTRATION', { deviceId: 7 })).toBe(true);
    expect(test('PRODUCT', { id: 7 })).toBe(false);
    expect(test('OPERATION', { id: '7' })).toBe(false);
  });

  it('when an operation does not show its register, then it is matched by the one that it is for', () => {
    const operation = ['OPERATION', { id: '7' }, { deviceId: 7, shopId: 1 }] as const;
    expect(compileContentRules({ deviceIds: [7], shopIds: [1] })(...operation)).toBe(true);
    expect(compileContentRules({ deviceIds: [8] })(...operation)).toBe(false);
    expect(compileContentRules({ shopIds: [2] })(...operation)).toBe(false);
    expect(compileContentRules({ shopIds: [1] })('OPERATION', { id: '7' }, { deviceId: 7 })).toBe(false);
  });

  it('when shops are named beside a filter, then both must hold', () => {
    const test = compileContentRules({ shopIds: [1, 2], filter: { amount: { gt: 5 } } });
    expect(test('RECEIPT', { shopId: 2, amount: 6 })).toBe(true);
    expect(test('RECEIPT', { shopId: 3, amount: 6 })).toBe(false);
    expect(test('RECEIPT', { shopId: 2, amount: 5 })).toBe(false);
    expect(test('DEVICE', { id: 9, groupId: 2, amount: 6 })).toBe(true);
  });

  it('when a later version wrote the filter, then it holds nothing back', () => {
    expect(compileContentRules({ filter: { amount: { near: 5 } } })('RECEIPT', {})).toBe(true);
  });

  it('when nothing is asked for, then there are no rules', () => {
    expect(hasContentRules({})).toBe(false);
    expect(hasContentRules({ shopIds: [1] })).toBe(true);
  });
});
