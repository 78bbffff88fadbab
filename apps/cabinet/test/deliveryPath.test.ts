import { describe, expect, it } from '@jest/globals';
import { deliveryPath } from '../src/pages/deliveries/deliveryPath.js';

describe('the address of a delivery', () => {
  it('when it has attempts, then its id is enough, beside the filters of its list', () => {
    const tried = { id: 'd1', eventId: 'e1', attempts: 2 };
    expect(deliveryPath(tried)).toBe('/deliveries/d1');
    const from = { list: '/webhooks/w1/deliveries', search: '?state=waiting&of=e0' };
    expect(deliveryPath(tried, from)).toBe('/webhooks/w1/deliveries/d1?state=waiting');
  });

  it('when it has none yet, then its event is named, by which the API finds it', () => {
    const untried = { id: 'd2', eventId: 'e2', attempts: 0 };
    expect(deliveryPath(untried)).toBe('/deliveries/d2?of=e2');
    expect(deliveryPath(untried, { search: '?state=waiting&of=e0' })).toBe(
      '/deliveries/d2?state=waiting&of=e2',
    );
  });
});
