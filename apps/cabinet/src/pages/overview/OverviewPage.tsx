import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadWords } from '../../i18n/translations.js';
import { Card } from '../../ui/Card.js';
import { Page } from '../../ui/Page.js';
import { useAfterFirstPaint } from '../../ui/useAfterFirstPaint.js';
import { SalesByPart, SalesToday } from './SalesToday.js';
import { WebhooksToday } from './WebhooksToday.js';

/** After the first view: the words for events come with all the others. */
const LastEvents = lazy(async () => {
  const [{ LastEvents: component }] = await Promise.all([import('./LastEvents.js'), loadWords()]);
  return { default: component };
});
const LAST_EVENTS_PX = 440;
/** Charts and cards below the sums, about. */
const REST_PX = 760;

/** Today at a glance: what was sold, and whether the webhooks were told. */
export function OverviewPage() {
  const { t } = useTranslation('overview');
  const isRestDue = useAfterFirstPaint();
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <SalesToday />
        {isRestDue ? <Rest /> : <Skeleton height={REST_PX} />}
      </Stack>
    </Page>
  );
}

function Rest() {
  const { t } = useTranslation('overview');
  return (
    <>
      <SalesByPart />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <WebhooksToday />
        <Card isLive title={t('last.title')}>
          <Suspense fallback={<Skeleton height={LAST_EVENTS_PX} />}>
            <Stack mih={LAST_EVENTS_PX}>
              <LastEvents />
            </Stack>
          </Suspense>
        </Card>
      </SimpleGrid>
    </>
  );
}
