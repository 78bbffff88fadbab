import {
  Accordion,
  Anchor,
  Badge,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Action, EntityType } from '@kassahook/domain/eventType';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { JsonView } from '../../ui/JsonView.js';
import { Page } from '../../ui/Page.js';
import { ABOUT, ABOUT_ACTION } from './catalogueWords.js';
import { ENTITY_NAMES, EVENT_TITLES } from './eventTitle.js';
import { SchemaTable } from './SchemaTable.js';

interface EventType {
  type: EntityType;
  name: string;
  schema: Readonly<Record<string, unknown>>;
  actions: readonly { action: Action; happens: boolean; sample: unknown }[];
}

/** What a webhook can hear: each kind of entity with what happens to it, its fields, and a body as a receiver gets it. */
export function EventTypesPage() {
  const { t } = useTranslation('events');
  const types = useQuery({
    queryKey: ['eventTypes'],
    queryFn: ({ signal }) => api.get('/api/event-types', { signal }),
    staleTime: Infinity,
  });
  return (
    <Page
      title={t('catalogue.title')}
      hint={t('catalogue.hint')}
      action={
        <Anchor component={Link} to="/events/signature" size="sm" underline="hover">
          {t('howToVerify')}
        </Anchor>
      }
    >
      {types.isPending && <Skeleton height={420} />}
      {types.isError && !types.data && (
        <ErrorState error={types.error} onRetry={() => void types.refetch()} />
      )}
      {types.data && (
        <Accordion variant="separated" order={2} defaultValue="RECEIPT">
          {types.data.map((eventType) => (
            <Accordion.Item key={eventType.type} value={eventType.type} bg="var(--surface)">
              <Accordion.Control>
                <Group gap="sm">
                  <Text span fw={600}>
                    {t(ENTITY_NAMES[eventType.type])}
                  </Text>
                  <Text span size="xs" c="dimmed" ff="monospace">
                    {eventType.type}
                  </Text>
                </Group>
                <Text size="sm" c="dimmed">
                  {t(ABOUT[eventType.type])}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <TypeDetail eventType={eventType} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Page>
  );
}

function TypeDetail({ eventType: { type, schema, actions } }: { eventType: EventType }) {
  const { t } = useTranslation('events');
  const [chosen, setChosen] = useState<string>('CREATE');
  const shown = actions.find(({ action }) => action === chosen) ?? actions[0];
  return (
    <Stack gap="md">
      {shown && (
        <>
          <Group gap="sm">
            <SegmentedControl
              aria-label={t('filters.action')}
              data={actions.map(({ action }) => ({ value: action, label: action }))}
              value={shown.action}
              onChange={setChosen}
            />
            <Text fw={600} size="sm">
              {t(EVENT_TITLES[type][shown.action])}
            </Text>
            {!shown.happens && (
              <Badge variant="light" color="gray" c="var(--quiet)" tt="none">
                {t('catalogue.neverHappens')}
              </Badge>
            )}
          </Group>
          <Text size="sm">{t(ABOUT_ACTION[type][shown.action] ?? 'aboutAction.never')}</Text>
          <JsonView text={JSON.stringify(shown.sample)} label={t('catalogue.sample')} />
        </>
      )}
      <Title order={3} size="h3">
        {t('catalogue.schema')}
      </Title>
      <SchemaTable schema={schema} label={t('catalogue.schema')} />
    </Stack>
  );
}
