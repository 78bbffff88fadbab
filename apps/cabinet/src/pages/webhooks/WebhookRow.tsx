import { ActionIcon, Anchor, Menu, Skeleton, Text, Tooltip } from '@mantine/core';
import { useDisclosure, useIntersection } from '@mantine/hooks';
import { IconDots, IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { Sparkline } from '../../ui/Sparkline.js';
import { useNow } from '../../ui/useNow.js';
import { DeleteWebhook } from './DeleteWebhook.js';
import { EventChips } from './EventChips.js';
import { webhookDay } from './webhookDay.js';
import classes from './WebhookList.module.css';
import { webhookDayQuery, webhookHealthQuery } from './webhookQueries.js';
import { webhookStateOf } from './webhookState.js';
import { WebhookStateText } from './WebhookStateText.js';
import { WebhookSwitch } from './WebhookSwitch.js';
import type { Webhook } from './webhookTypes.js';

const HOUR_MS = 3_600_000;

/** One webhook of the list. How it is, is asked for when the row comes into view. */
export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { share } = useFormat();
  const mayManage = useMay('webhooks');
  const [isDeleting, deleting] = useDisclosure(false);
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const isSeen = entry?.isIntersecting ?? false;
  const health = useQuery({ ...webhookHealthQuery(webhook.id), enabled: isSeen });
  const hours = useQuery({ ...webhookDayQuery(webhook.id), enabled: isSeen });
  const thisHour = Math.floor(useNow() / HOUR_MS);
  const day = hours.data && webhookDay(hours.data.data, thisHour * HOUR_MS);
  const isKnown = !webhook.isActive || health.data !== undefined || health.isError;
  return (
    <li ref={ref} className={classes.row}>
      <div className={classes.place}>
        <Tooltip label={webhook.url} multiline maw={480} openDelay={400} style={{ overflowWrap: 'anywhere' }}>
          <Anchor
            component={Link}
            to={`/webhooks/${webhook.id}`}
            size="sm"
            className={classes.url ?? ''}
            underline="hover"
            data-row
          >
            {webhook.url}
          </Anchor>
        </Tooltip>
        {webhook.description !== null && (
          <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {webhook.description}
          </Text>
        )}
      </div>
      <div className={classes.events}>
        <EventChips events={webhook.events} />
      </div>
      <div className={classes.day}>
        {day ? (
          <>
            <Sparkline
              steps={day.steps}
              label={t('list.dayLabel', { delivered: day.delivered, failed: day.failed })}
            />
            <Text size="sm" className="numbers" data-none={day.success === null || undefined}>
              {day.success === null ? t('list.noAttempts') : share(day.success)}
            </Text>
          </>
        ) : (
          <Skeleton height={28} width={170} />
        )}
      </div>
      <div className={classes.state}>
        {isKnown ? (
          <WebhookStateText
            state={webhookStateOf(webhook, health.data)}
            {...(day && { isSilent: day.isSilent })}
          />
        ) : (
          <Skeleton height={14} width={120} />
        )}
      </div>
      <div className={classes.switch}>
        <WebhookSwitch webhook={webhook} />
      </div>
      <div className={classes.menu}>
        {mayManage && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('list.menu', { url: webhook.url })}>
                <IconDots size={18} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                component={Link}
                to={`/webhooks/${webhook.id}/edit`}
                leftSection={<IconPencil size={16} aria-hidden />}
              >
                {t('list.edit')}
              </Menu.Item>
              <Menu.Item
                component={Link}
                to={`/webhooks/${webhook.id}/edit#test`}
                leftSection={<IconSend size={16} aria-hidden />}
              >
                {t('test.send')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={deleting.open}
              >
                {t('delete.action')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <DeleteWebhook webhook={webhook} isOpen={isDeleting} onClose={deleting.close} />
    </li>
  );
}
