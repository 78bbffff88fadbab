import { ActionIcon, Anchor, Menu, Skeleton, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { Sparkline } from '../../ui/Sparkline.js';
import { DeleteWebhook } from './DeleteWebhook.js';
import { EventChips } from './EventChips.js';
import { isSilent } from './webhookDay.js';
import classes from './WebhookList.module.css';
import { webhookDayQuery } from './webhookQueries.js';
import { webhookStateOf } from './webhookState.js';
import { WebhookStateText } from './WebhookStateText.js';
import { WebhookSwitch } from './WebhookSwitch.js';
import type { Webhook, WebhookAtAGlance } from './webhookTypes.js';

interface WebhookRowProps {
  webhook: Webhook;
  /** Undefined while it is asked for; null when it is not known. */
  health: WebhookAtAGlance | null | undefined;
}

/** One webhook of the list. */
export function WebhookRow({ webhook, health }: WebhookRowProps) {
  const { t } = useTranslation('webhooks');
  const { share } = useFormat();
  const mayManage = useMay('webhooks');
  const [isDeleting, deleting] = useDisclosure(false);
  const state = webhookStateOf(webhook, health ?? undefined);
  // Whether it errs or says nothing is worth asking for the few that fail.
  const attempts = useQuery({ ...webhookDayQuery(webhook.id), enabled: state.kind === 'failing' });
  return (
    <li className={classes.row}>
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
        {health === undefined && <Skeleton height={28} width={170} />}
        {health && (
          <>
            <Sparkline
              steps={health.hours}
              label={t('list.dayLabel', {
                delivered: sumOf(health.hours.map(({ delivered }) => delivered)),
                failed: sumOf(health.hours.map(({ failed }) => failed)),
              })}
            />
            <Text size="sm" className="numbers" data-none={health.successRate === null || undefined}>
              {health.successRate === null ? t('list.noAttempts') : share(health.successRate)}
            </Text>
          </>
        )}
      </div>
      <div className={classes.state}>
        {webhook.isActive && health === undefined ? (
          <Skeleton height={14} width={120} />
        ) : (
          <WebhookStateText
            state={state}
            {...(attempts.data && { isSilent: isSilent(attempts.data.summary.outcomes) })}
          />
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

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
