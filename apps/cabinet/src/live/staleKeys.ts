import type { QueryKey } from '@tanstack/react-query';
import type { LiveMessage } from './liveFeed.js';

/** The first word of the keys that an event of an entity makes stale. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  RECEIPT: ['receipts', 'sales', 'shifts'],
  SHIFT: ['shifts', 'devices'],
  ENCASHMENT: ['encashments'],
  OPERATION: ['operations'],
  PRODUCT: ['products'],
  DEVICE: ['devices'],
  DEVICE_REGISTRATION: ['devices'],
};
const EVERYTHING = [
  'receipts',
  'sales',
  'shifts',
  'devices',
  'encashments',
  'operations',
  'products',
  'events',
];
const OF_WEBHOOKS = ['deliveries', 'webhooks', 'stats'];

/** What a message makes stale, as the beginnings of query keys. What a page lists by itself, it refreshes by itself (`refreshTop`). */
export function staleKeysOf({ kind, data }: LiveMessage): QueryKey[] {
  switch (kind) {
    case 'event':
      return [...(BY_TYPE[String(data['type'])] ?? []), 'events'].map((word) => [word]);
    case 'delivery':
    case 'health':
    case 'webhooks':
      return OF_WEBHOOKS.map((word) => [word]);
    case 'notification':
      return [['notifications']];
    case 'job':
      return [['jobs']];
    case 'more':
    case 'reconnected':
      return [...EVERYTHING, ...OF_WEBHOOKS, 'notifications', 'jobs'].map((word) => [word]);
  }
}
