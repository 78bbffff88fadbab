import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { IdText } from '../../ui/IdText.js';
import { JsonView } from '../../ui/JsonView.js';
import { MissingOrError } from '../../ui/MissingOrError.js';
import { TimeText } from '../../ui/TimeText.js';
import { DetailHead } from '../../ui/DetailHead.js';
import classes from './EventDetail.module.css';
import { EventDeliveries } from './EventDeliveries.js';
import { ENTITY_WORDS, entityPath, EVENT_TITLES } from './eventTitle.js';
import { useSubjectText } from './useSubjectText.js';

/** One event: what happened, who was told, and the entity as it was at that moment. */
export function EventDetail() {
  const { t } = useTranslation('events');
  const { eventId = '' } = useParams();
  const subjectText = useSubjectText();
  const event = useQuery({
    // A delivery that is attempted changes what is shown here; the event itself never changes.
    queryKey: ['deliveries', 'ofEvent', eventId],
    queryFn: ({ signal }) => api.get('/api/events/{id}', { path: { id: eventId }, signal }),
  });
  if (event.isPending) return <Skeleton height={320} mt="xl" />;
  if (event.isError && !event.data) {
    return (
      <Stack pt={32}>
        <MissingOrError
          error={event.error}
          onRetry={() => void event.refetch()}
          title={t('detail.missing')}
          hint={t('detail.missingHint')}
        />
      </Stack>
    );
  }
  const { id, type, action, entityId, occurredAt, subject, data, deliveries } = event.data;
  const path = entityPath(type, entityId, action);
  return (
    <Stack gap="lg">
      <DetailHead title={t(EVENT_TITLES[type][action])} />
      <dl className={classes.facts}>
        <dt>{t('detail.when')}</dt>
        <dd>
          <TimeText iso={occurredAt} isExact />
        </dd>
        <dt>{t('detail.entity')}</dt>
        <dd>
          <Group gap="xs">
            <span>
              {[t(ENTITY_WORDS[type]), subjectText(subject)].filter((text) => text !== '').join(' ')}
            </span>
            <IdText id={entityId} />
            {path !== null && (
              <Anchor component={Link} to={path} inherit underline="hover">
                {t('detail.open')}
              </Anchor>
            )}
          </Group>
        </dd>
        <dt>{t('detail.id')}</dt>
        <dd>
          <IdText id={id} />
        </dd>
      </dl>
      <Anchor
        component={Link}
        to={`/events?entityId=${encodeURIComponent(entityId)}&type=${type}`}
        size="sm"
        underline="hover"
      >
        {t('detail.all')}
      </Anchor>
      <Stack gap="xs" component="section">
        <Title order={2} size="h3">
          {t('detail.deliveries')}
        </Title>
        {deliveries.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('detail.noDeliveries')}{' '}
            <Anchor component={Link} to="/webhooks" inherit>
              {t('detail.noDeliveriesAction')}
            </Anchor>
          </Text>
        ) : (
          <EventDeliveries deliveries={deliveries} />
        )}
      </Stack>
      <JsonView text={JSON.stringify(data)} label={t('detail.data')} />
    </Stack>
  );
}
