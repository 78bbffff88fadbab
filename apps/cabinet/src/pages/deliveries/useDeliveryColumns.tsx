import { Stack, Text, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOME_WORDS, outcomeNameOf } from '../../ui/attemptWords.js';
import type { Column } from '../../ui/DataTable.js';
import { NextAttempt } from '../../ui/NextAttempt.js';
import { RowTime } from '../../ui/RowTime.js';
import { shownStateOf, StateBadge } from '../../ui/StateBadge.js';
import { TierDots } from '../../ui/TierDots.js';
import { TwoLines } from '../../ui/TwoLines.js';
import { EVENT_TITLES } from '../events/eventTitle.js';
import { useSubjectText } from '../events/useSubjectText.js';
import type { Delivery } from './useDeliveryPages.js';
import type { NamedWebhook } from './useWebhookNames.js';

interface ColumnsOptions {
  webhooks: ReadonlyMap<string, NamedWebhook> | undefined;
  /** The webhook is a column: the list is of all of them. */
  hasWebhook: boolean;
  /** A delivery is open beside the list. */
  isNarrow: boolean;
}

/** The columns of the deliveries' table; what a person would say comes first. */
export function useDeliveryColumns({ webhooks, hasWebhook, isNarrow }: ColumnsOptions): Column<Delivery>[] {
  const { t } = useTranslation(['deliveries', 'events']);
  const subjectText = useSubjectText();
  return useMemo(() => {
    const all: (Column<Delivery> & { isShown: boolean })[] = [
      {
        id: 'event',
        title: t('columns.event'),
        isShown: true,
        cell: ({ type, action, subject }) => (
          <TwoLines second={subject ? subjectText(subject) : ''} isAlways>
            <Text size="sm" fw={500} lh="inherit" truncate maw={220}>
              {t(`events:${EVENT_TITLES[type][action]}`)}
            </Text>
          </TwoLines>
        ),
      },
      {
        id: 'webhook',
        title: t('columns.webhook'),
        isWide: true,
        isShown: hasWebhook && !isNarrow,
        cell: (delivery) =>
          delivery.callback ? (
            <CallbackName url={delivery.callback.url} />
          ) : (
            <WebhookName webhook={webhooks?.get(delivery.webhookId)} isKnown={webhooks !== undefined} />
          ),
      },
      {
        id: 'state',
        title: t('columns.state'),
        isShown: true,
        cell: (delivery) => (
          <Stack gap={0} lh={1.2}>
            <StateBadge state={shownStateOf(delivery)} />
            <NextAttempt delivery={delivery} />
          </Stack>
        ),
      },
      {
        id: 'tiers',
        title: t('columns.tiers'),
        isWide: true,
        isShown: true,
        width: 120,
        cell: (delivery) => <TierDots delivery={delivery} />,
      },
      {
        id: 'answer',
        title: t('columns.answer'),
        isWide: true,
        isShown: !isNarrow,
        cell: (delivery) => <LastAnswer delivery={delivery} />,
      },
      {
        id: 'time',
        title: t('columns.time'),
        isNumber: true,
        isShown: true,
        cell: ({ lastAttemptAt, occurredAt }) => <RowTime iso={lastAttemptAt ?? occurredAt} />,
      },
    ];
    return all.filter(({ isShown }) => isShown);
  }, [t, subjectText, webhooks, hasWebhook, isNarrow]);
}

function WebhookName({ webhook, isKnown }: { webhook: NamedWebhook | undefined; isKnown: boolean }) {
  const { t } = useTranslation('deliveries');
  if (!webhook) {
    return (
      <Text size="sm" c="dimmed">
        {isKnown ? t('webhookDeleted') : ''}
      </Text>
    );
  }
  return (
    <Tooltip label={webhook.url} multiline maw={420} style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm" truncate maw="min(230px, 20cqw)">
        {webhook.name}
      </Text>
    </Tooltip>
  );
}

/** Nobody's webhook: the address that came with a receipt. */
function CallbackName({ url }: { url: string | null }) {
  const { t } = useTranslation('deliveries');
  return (
    <Tooltip label={url} disabled={url === null} multiline maw={420} style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm" truncate maw="min(230px, 20cqw)">
        {url === null ? t('callback') : t('callbackAt', { host: new URL(url).host })}
      </Text>
    </Tooltip>
  );
}

function LastAnswer({ delivery: { attempts, lastStatus, lastErrorClass } }: { delivery: Delivery }) {
  const { t } = useTranslation('attempts');
  if (attempts === 0) return null;
  return (
    <Text size="sm" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
      {lastStatus ?? t(OUTCOME_WORDS[outcomeNameOf(lastErrorClass)])}
    </Text>
  );
}
