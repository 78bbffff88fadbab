import { Accordion, Group, Stack, Text, Title } from '@mantine/core';
import type { components } from '@kassahook/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { OUTCOME_WORDS, outcomeNameOf } from '../../ui/attemptWords.js';
import { StateBadge, type ShownState } from '../../ui/StateBadge.js';
import { outcomeOf } from '../../ui/tierStops.js';
import { TimeText } from '../../ui/TimeText.js';
import { AttemptExchange } from './AttemptExchange.js';
import { useIsAlone } from './wideView.js';
import classes from './AttemptList.module.css';

type Attempt = components['schemas']['Attempt'];

interface AttemptListProps {
  delivery: components['schemas']['DeliveryLog'];
  /** Of the resend that somebody waits for: its attempt opens by itself. */
  openResendId: string | null;
}

/** Every attempt, newest first; the newest is open until somebody opens another. */
export function AttemptList({ delivery, openResendId }: AttemptListProps) {
  const { t } = useTranslation('deliveries');
  const [chosen, setChosen] = useState<{ ids: string[]; whileLast: string | undefined } | null>(null);
  // Under the delivery's title, which is the page's when nothing else is shown.
  const order = useIsAlone() ? 2 : 3;
  const newestFirst = delivery.attemptLog.toReversed();
  const awaited = newestFirst.find(({ resendId }) => resendId !== null && resendId === openResendId);
  const newest = awaited ?? newestFirst[0];
  // The headline says what the last attempt of the schedule met with, and what to do about it.
  const explainedId =
    delivery.state === 'delivered'
      ? undefined
      : newestFirst.find(({ trigger }) => trigger === 'schedule')?.id;
  // An attempt that has just come opens, whatever was open before.
  const open = chosen && chosen.whileLast === newest?.id ? chosen.ids : newest ? [newest.id] : [];
  return (
    <Stack gap="sm">
      <Title order={order} size="h3">
        {t('attempts.title')}
      </Title>
      {newestFirst.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('attempts.empty')}
        </Text>
      )}
      <Accordion
        multiple
        variant="contained"
        value={open}
        onChange={(ids) => setChosen({ ids, whileLast: newest?.id })}
        transitionDuration={0}
        order={order === 2 ? 3 : 4}
        chevronPosition="left"
      >
        {newestFirst.map((attempt) => (
          <Accordion.Item key={attempt.id} value={attempt.id}>
            <Accordion.Control className={classes.control ?? ''}>
              <AttemptLine attempt={attempt} />
            </Accordion.Control>
            <Accordion.Panel>
              {open.includes(attempt.id) && (
                <AttemptExchange
                  attempt={attempt}
                  requestBody={delivery.requestBody}
                  isExplained={attempt.id === explainedId}
                  headingOrder={order === 2 ? 4 : 5}
                />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

const BADGES: Readonly<Record<ReturnType<typeof outcomeOf>, ShownState>> = {
  delivered: 'delivered',
  failed: 'dead',
  cancelled: 'cancelled',
};

function AttemptLine({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation('deliveries');
  const { t: words } = useTranslation('attempts');
  const { duration } = useFormat();
  const word = words(OUTCOME_WORDS[outcomeNameOf(attempt.errorClass)]);
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" className={classes.line ?? ''}>
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Text span size="sm" fw={500} style={{ whiteSpace: 'nowrap' }}>
          {attempt.attempt === null
            ? t('attempts.byHand')
            : t('attempts.number', { number: attempt.attempt })}
        </Text>
        <StateBadge
          state={BADGES[outcomeOf(attempt)]}
          word={attempt.response ? String(attempt.response.status) : word}
        />
        {attempt.timings && (
          <Text span size="xs" c="dimmed" className="numbers" visibleFrom="xs">
            {duration(attempt.timings.totalMs)}
          </Text>
        )}
      </Group>
      <Text span size="xs" c="dimmed">
        <TimeText iso={attempt.at} />
      </Text>
    </Group>
  );
}
