import { Anchor, Text } from '@mantine/core';
import type { components } from '@kassahook/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { IdText } from '../../ui/IdText.js';
import { TimeText } from '../../ui/TimeText.js';
import { entityPath } from '../events/eventTitle.js';
import { useSubjectText } from '../events/useSubjectText.js';
import { CallbackTarget } from './CallbackTarget.js';
import { useWebhookNames } from './useWebhookNames.js';
import classes from './DeliveryDetail.module.css';

/** What a delivery is of, and to whom, with the ways there. */
export function DeliveryFacts({ delivery }: { delivery: components['schemas']['DeliveryLog'] }) {
  const { t } = useTranslation('deliveries');
  const webhooks = useWebhookNames();
  const subjectText = useSubjectText();
  const { id, webhookId, eventId, entityId, type, action, occurredAt, subject, callback } = delivery;
  const webhook = webhooks?.get(webhookId);
  const entity = entityPath(type, entityId, action);
  return (
    <dl className={classes.facts}>
      <Fact label={t(callback ? 'detail.callback' : 'detail.webhook')}>
        {callback ? (
          <CallbackTarget {...callback} />
        ) : webhook || !webhooks ? (
          <Anchor component={Link} to={`/webhooks/${webhookId}`} size="sm" className={classes.long ?? ''}>
            {webhook?.name ?? webhookId}
          </Anchor>
        ) : (
          <Text span size="sm" c="dimmed">
            {t('webhookDeleted')} <IdText id={webhookId} />
          </Text>
        )}
      </Fact>
      <Fact label={t('detail.occurred')}>
        <Text span size="sm">
          <TimeText iso={occurredAt} isExact />
        </Text>
      </Fact>
      <Fact label={t('detail.event')}>
        <IdText id={eventId} />
        <Anchor component={Link} to={`/events/${eventId}`} size="sm">
          {t('detail.toEvent')}
        </Anchor>
      </Fact>
      <Fact label={t('detail.entity')}>
        {subject && subjectText(subject) !== '' && (
          <Text span size="sm" className="numbers">
            {subjectText(subject)}
          </Text>
        )}
        <IdText id={entityId} />
        {entity !== null && (
          <Anchor component={Link} to={entity} size="sm">
            {t('detail.toEntity')}
          </Anchor>
        )}
      </Fact>
      <Fact label={t('detail.id')}>
        <IdText id={id} />
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
