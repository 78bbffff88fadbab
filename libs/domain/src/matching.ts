import {
  compileContentRules,
  hasContentRules,
  type ContentRules,
  type ContentTest,
  type EntityRegister,
} from './contentRules.js';
import type { Action, EntityType } from './eventType.js';
import { FILTER_STEPS_OF_EVENT_MAX } from './filter.js';
import type { FilterAllowance } from './filterAllowance.js';
import { maskMatches } from './mask.js';

/** An event, as far as matching looks at it. */
export interface MatchedEvent {
  /** Whose it is; without it there is no allowance. */
  accountId?: string;
  type: EntityType;
  action: Action;
  /** The entity as JSON text. */
  snapshot: string;
  /** The register that it is about, where the entity does not show it. */
  register?: EntityRegister | undefined;
}

/** What decides whether a webhook hears an event. */
export interface Listener extends ContentRules {
  isActive: boolean;
  mask: number;
}

export interface MatchingOptions<Webhook> {
  /**
   * An event passed because its webhook's filter takes too many steps on it, or because its account's filters together do. Told once per
   * webhook object.
   */
  onGivenUp?: (webhook: Webhook) => void;
  /** What filters of an account may take over time; without it only each event's own limits hold. */
  allowance?: FilterAllowance;
}

/** Which of the webhooks hear the event. */
export type Matching<Webhook> = (event: MatchedEvent, webhooks: readonly Webhook[]) => Webhook[];

/**
 * Creates the function that says which webhooks hear an event: switched on, by mask, by content. Rules are compiled once per webhook
 * object, which the cache shares until the account's webhooks change; a snapshot is parsed at most once, and only when a webhook that
 * the mask lets through looks at the content.
 */
export function createMatching<Webhook extends Listener>({
  onGivenUp,
  allowance,
}: MatchingOptions<Webhook> = {}): Matching<Webhook> {
  const compiled = new WeakMap<Webhook, ContentTest>();
  const toldOf = new WeakSet<Webhook>();
  /** Of the event that is being matched: matching is synchronous. */
  const shared = { left: 0 };

  function giveUp(webhook: Webhook): void {
    if (toldOf.has(webhook)) return;
    toldOf.add(webhook);
    onGivenUp?.(webhook);
  }

  function testOf(webhook: Webhook): ContentTest {
    const known = compiled.get(webhook);
    if (known) return known;
    const test = compileContentRules(webhook, { onGivenUp: () => giveUp(webhook), shared });
    compiled.set(webhook, test);
    return test;
  }

  return function matching({ accountId, type, action, snapshot, register }, webhooks) {
    let data: unknown;
    const left = accountId === undefined ? undefined : allowance?.leftOf(accountId);
    const given = Math.min(FILTER_STEPS_OF_EVENT_MAX, left ?? FILTER_STEPS_OF_EVENT_MAX);
    shared.left = given;
    const heard = webhooks.filter((webhook) => {
      if (!webhook.isActive || !maskMatches(webhook.mask, type, action)) return false;
      if (!hasContentRules(webhook)) return true;
      data ??= JSON.parse(snapshot) as unknown;
      return testOf(webhook)(type, data, register);
    });
    if (accountId !== undefined) allowance?.take(accountId, given - shared.left);
    return heard;
  };
}
