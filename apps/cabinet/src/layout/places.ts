import {
  IconApps,
  IconArrowsExchange,
  IconBarcode,
  IconBook2,
  IconCalendarTime,
  IconCashRegister,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconListDetails,
  IconReceipt,
  IconCurrencyRuble,
  IconSend,
  IconSettings,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';

/** A place of the navigation. */
export interface Place {
  /** Where it is; its pages are below it. */
  path: string;
  label: ParseKeys;
  icon: Icon;
  /** Leaves the cabinet: a plain link. */
  isOutside?: true;
}

export interface Section {
  label: ParseKeys;
  places: readonly Place[];
}

const overview: Place = { path: '/', label: 'places.overview', icon: IconLayoutDashboard };
const receipts: Place = { path: '/receipts', label: 'places.receipts', icon: IconReceipt };
const webhooks: Place = { path: '/webhooks', label: 'places.webhooks', icon: IconWebhook };
const deliveries: Place = { path: '/deliveries', label: 'places.deliveries', icon: IconSend };

/** The navigation of a wide screen, and what the command palette finds. */
export const SECTIONS: readonly Section[] = [
  {
    label: 'sections.till',
    places: [
      overview,
      receipts,
      { path: '/shifts', label: 'places.shifts', icon: IconCalendarTime },
      { path: '/cash', label: 'places.cash', icon: IconArrowsExchange },
      { path: '/fiscalise', label: 'places.fiscalise', icon: IconCurrencyRuble },
      { path: '/products', label: 'places.products', icon: IconBarcode },
      { path: '/registers', label: 'places.registers', icon: IconCashRegister },
    ],
  },
  {
    label: 'sections.webhooks',
    places: [
      webhooks,
      deliveries,
      { path: '/events', label: 'places.events', icon: IconListDetails },
      { path: '/inspector', label: 'places.inspector', icon: IconInbox },
    ],
  },
  {
    label: 'sections.developers',
    places: [
      { path: '/tokens', label: 'places.tokens', icon: IconKey },
      { path: '/apps', label: 'places.apps', icon: IconApps },
      { path: '/docs', label: 'places.docs', icon: IconBook2, isOutside: true },
    ],
  },
  {
    label: 'sections.account',
    places: [{ path: '/settings', label: 'places.settings', icon: IconSettings }],
  },
];

/** The four main places of a phone's bar; the rest is behind its fifth button. */
export const PHONE_PLACES: readonly Place[] = [overview, receipts, webhooks, deliveries];
