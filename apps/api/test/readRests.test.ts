import { expect, it } from '@jest/globals';
import { createReadRests, type ReadRestsDeps } from '../src/stats/readRests.js';

const webhook = { id: 'w', url: 'https://shop.example/', isActive: true };

/** A look at rests that notes what it asks. */
function reading(deps: Partial<ReadRestsDeps> = {}) {
  const asked: string[] = [];
  const readRests = createReadRests({
    subscriptionsOf: (accountId) => {
      asked.push(accountId);
      return Promise.resolve([webhook]);
    },
    restsUntil: (endpoints) => {
      asked.push(...endpoints);
      return Promise.resolve(new Map(endpoints.map((endpoint) => [endpoint, 0])));
    },
    ...deps,
  });
  return { readRests, asked };
}

it('when nothing waits, then nothing is asked', async () => {
  const { readRests, asked } = reading();
  expect(await readRests('a', [])).toEqual(new Map());
  expect(asked).toEqual([]);
});

it('when a page of deliveries waits for a webhook and for callbacks of one host, then each endpoint is asked for once', async () => {
  const { readRests, asked } = reading();
  const places = [1, 2, 3].map((order) => ({
    webhookId: `operation ${order}`,
    callbackUrl: `https://shop.example/${order}`,
  }));
  const rests = await readRests('a', [{ webhookId: 'w' }, ...places]);
  const host = 'callback:a:https://shop.example';
  expect(asked).toEqual(['a', 'w https://shop.example/', `${host} ${host}`]);
  expect([...rests.keys()]).toEqual(['w', ...places.map(({ webhookId }) => webhookId)]);
});

it('when the list of webhooks cannot be had, then nothing is known to rest', async () => {
  const { readRests } = reading({ subscriptionsOf: () => Promise.reject(new Error('down')) });
  expect(await readRests('a', [{ webhookId: 'w' }])).toEqual(new Map());
});
