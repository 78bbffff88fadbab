import { expect, it } from '@jest/globals';
import { endpointOf, type Subscription } from '@kassahook/contracts/subscription';
import { createCallbacks } from '@kassahook/deliverer/callbacks';
import { createEndpointGate } from '@kassahook/deliverer/endpointGate';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';

const callbackOf = createCallbacks({
  // As shops write them: the order is in the address.
  urlOf: (operationId) => Promise.resolve(`https://shop.example/paid?order=${operationId}`),
  sealedSecretsOf: () => Promise.resolve(['sealed']),
});

async function callback(entityId: string): Promise<Subscription> {
  const found = await callbackOf({ accountId: 'a', entityId });
  if (!found) throw new Error('no callback');
  return found;
}

it('when callbacks of an account go to one host that hangs, then they hold one message, whatever their paths', async () => {
  const gate = createEndpointGate({ clock: { now: () => 0 }, concurrencyMax: 20, breaker: DEFAULT_BREAKER });
  const subscriptions = await Promise.all(Array.from({ length: 200 }, (_, order) => callback(String(order))));
  const admitted = subscriptions.map((subscription) => gate.admit(endpointOf(subscription)));
  const going = admitted.filter((one) => !(one instanceof Promise) && one.kind === 'go');
  expect(going).toHaveLength(1);
});

it('when a host refuses every callback of an account, then its breaker opens', async () => {
  const gate = createEndpointGate({ clock: { now: () => 0 }, concurrencyMax: 20, breaker: DEFAULT_BREAKER });
  for (let order = 0; order < DEFAULT_BREAKER.failures; order += 1) {
    const admitted = await gate.admit(endpointOf(await callback(String(order))));
    if (admitted.kind === 'go') admitted.done('failed');
  }
  expect((await gate.admit(endpointOf(await callback('next')))).kind).toBe('resting');
});
