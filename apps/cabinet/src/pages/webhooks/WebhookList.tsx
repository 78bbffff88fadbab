import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageKeys } from '../../ui/usePageKeys.js';
import classes from './WebhookList.module.css';
import { webhooksHealthQuery } from './webhookQueries.js';
import { WebhookRow } from './WebhookRow.js';
import type { Webhook } from './webhookTypes.js';

const SKELETON_ROWS = 4;

/** Webhooks as rows on a wide screen and as blocks on a narrow one; `j` and `k` move between them, Enter opens. */
export function WebhookList({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { t } = useTranslation('webhooks');
  const overview = useQuery(webhooksHealthQuery);
  const health = new Map(overview.data?.data.map((webhook) => [webhook.webhookId, webhook]));
  const list = useRef<HTMLUListElement>(null);
  const step = (by: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
    const now = links.findIndex((link) => link.closest('li')?.contains(document.activeElement));
    links[now === -1 ? 0 : Math.min(links.length - 1, Math.max(0, now + by))]?.focus();
  };
  usePageKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <div className={classes.list}>
      <div className={classes.head} aria-hidden>
        <span>{t('list.url')}</span>
        <span>{t('list.events')}</span>
        <span>{t('list.day')}</span>
        <span>{t('list.state')}</span>
        <span />
        <span />
      </div>
      <ul ref={list} className={classes.rows} aria-label={t('list.title')}>
        {webhooks.map((webhook) => (
          <WebhookRow
            key={webhook.id}
            webhook={webhook}
            health={overview.isPending ? undefined : (health.get(webhook.id) ?? null)}
          />
        ))}
      </ul>
    </div>
  );
}

/** The list's outline. */
export function WebhookListSkeleton() {
  return (
    <div className={classes.list} aria-hidden>
      {Array.from({ length: SKELETON_ROWS }, (_, place) => (
        <div key={place} className={classes.row}>
          <div className={classes.place}>
            <Skeleton height={14} width="80%" mb={8} />
            <Skeleton height={12} width="50%" />
          </div>
          <Skeleton height={20} className={classes.events ?? ''} />
          <Skeleton height={28} className={classes.day ?? ''} />
          <Skeleton height={14} className={classes.state ?? ''} />
        </div>
      ))}
    </div>
  );
}
