import { describe, expect, it } from '@jest/globals';
import { anyText, isDate, isKopecks, isRegisterIds, oneOf, readFilters } from '../src/ui/filterChecks.js';
import { DELIVERY_FILTERS } from '../src/pages/deliveries/deliveryFilters.js';

const CHECKS = {
  from: isDate,
  devices: isRegisterIds,
  state: oneOf(['dead', 'waiting']),
  sumFrom: isKopecks,
  q: anyText,
};
const read = (search: string) => readFilters(new URLSearchParams(search), CHECKS);

describe('filters of a page’s address', () => {
  it('when each means something, then all are read, and what is not there is empty', () => {
    expect(read('from=2026-11-22&devices=7,12&state=dead&q=foo&view=wide&of=1&range=day')).toEqual({
      values: { from: '2026-11-22', devices: '7,12', state: 'dead', sumFrom: '', q: 'foo' },
      wrong: [],
    });
    expect(read('from=2026-11-22T10:00:00.000Z&sumFrom=0').wrong).toEqual([]);
  });

  it('when one means nothing or has a name that no filter has, then it is none, and is told', () => {
    expect(read('from=bogus&devices=first&state=foo&sumFrom=1.5&status=dead&q=tea')).toEqual({
      values: { from: '', devices: '', state: '', sumFrom: '', q: 'tea' },
      wrong: [
        { name: 'from', text: 'bogus' },
        { name: 'devices', text: 'first' },
        { name: 'state', text: 'foo' },
        { name: 'sumFrom', text: '1.5' },
        { name: 'status', text: 'dead' },
      ],
    });
    // A name that every object has is not a filter.
    expect(read('toString=1&__proto__=2').wrong.map(({ name }) => name)).toEqual(['toString', '__proto__']);
  });

  it('when they are of deliveries, then a webhook is an id, and an event’s may be anything, which finds nothing', () => {
    const search = 'webhook=mine&event=none&to=yesterday&status=6xx&type=RECEIPT';
    const { values, wrong } = readFilters(new URLSearchParams(search), DELIVERY_FILTERS);
    expect(values).toMatchObject({ webhook: '', event: 'none', type: 'RECEIPT' });
    expect(wrong.map(({ name }) => name)).toEqual(['webhook', 'to', 'status']);
  });
});
