import { ActionIcon, Group, Stack, Title, Tooltip } from '@mantine/core';
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from '@tabler/icons-react';
import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { shownStateOf, StateBadge } from '../../ui/StateBadge.js';
import { TierTimeline } from '../../ui/TierTimeline.js';
import { EVENT_TITLES } from '../events/eventTitle.js';
import { DeliverySentence } from './DeliverySentence.js';
import { ResendButton } from './ResendButton.js';
import type { Resend } from './ResendOutcome.js';
import { isWideView, toggledView, useIsAlone } from './wideView.js';
import classes from './DeliveryDetail.module.css';

interface DeliveryHeadProps {
  delivery: components['schemas']['DeliveryLog'];
  onResend: (outcome: Resend) => void;
}

/** What happened and how the delivery of it stands: in a word, in sentences, and as a picture. */
export function DeliveryHead({ delivery, onResend }: DeliveryHeadProps) {
  const { t } = useTranslation(['deliveries', 'events']);
  const [params] = useSearchParams();
  const isNarrow = useMediaQuery('(max-width: 74.99em)');
  const isWide = isWideView(params);
  const isAlone = useIsAlone();
  const title = t(`events:${EVENT_TITLES[delivery.type][delivery.action]}`);
  useDocumentTitle(`${title} · ${t('detail.title')} · kassahook`);
  const toggleLabel = t(isWide ? 'detail.narrow' : 'detail.wide');
  const Arrows = isWide ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal;
  return (
    <Stack gap="md">
      <Stack gap={6} mt={isWide ? 0 : -6}>
        <Group gap="xs" pr={isWide ? 0 : 40} wrap="nowrap" justify="space-between">
          <StateBadge state={shownStateOf(delivery)} />
          <Group gap={4} wrap="nowrap">
            <ResendButton delivery={delivery} onResend={onResend} />
            {!isNarrow && (
              <Tooltip label={toggleLabel}>
                <ActionIcon
                  component={Link}
                  to={{ search: toggledView(params) }}
                  variant="subtle"
                  color="gray"
                  aria-label={toggleLabel}
                >
                  <Arrows size={18} stroke={1.6} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        </Group>
        <Title order={isAlone ? 1 : 2} size="h2">
          {title}
        </Title>
      </Stack>
      <DeliverySentence delivery={delivery} />
      <div className={classes.picture}>
        <TierTimeline delivery={delivery} />
      </div>
    </Stack>
  );
}
