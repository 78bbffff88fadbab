import type { OutboxRecord } from '@kassahook/contracts/event';
import type { Subscription } from '@kassahook/contracts/subscription';
import { compileContentRules, hasContentRules, type ContentTest } from '@kassahook/domain/contentRules';
import { maskMatches } from '@kassahook/domain/mask';

/** An event, as far as matching looks at it. */
export type MatchedRecord = Pick<OutboxRecord, 'type' | 'action' | 'snapshot'>;

/**
 * Creates the function that says which webhooks hear an event: switched on, by mask, by content. Rules are compiled once per subscription
 * object, which the cache shares until the account's webhooks change; a snapshot is parsed at most once, and only when a webhook that
 * the mask lets through looks at the content.
 */
export function createMatching() {
  const compiled = new WeakMap<Subscription, ContentTest>();

  function testOf(webhook: Subscription): ContentTest {
    const known = compiled.get(webhook);
    if (known) return known;
    const test = compileContentRules(webhook);
    compiled.set(webhook, test);
    return test;
  }

  return function matching(
    { type, action, snapshot }: MatchedRecord,
    webhooks: readonly Subscription[],
  ): Subscription[] {
    let data: unknown;
    return webhooks.filter((webhook) => {
      if (!webhook.isActive || !maskMatches(webhook.mask, type, action)) return false;
      if (!hasContentRules(webhook)) return true;
      data ??= JSON.parse(snapshot) as unknown;
      return testOf(webhook)(type, data);
    });
  };
}
export type Matching = ReturnType<typeof createMatching>;
