import '@mantine/dates/styles.layer.css';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { DateTimePicker, DatesProvider } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { KassahookError } from '@kassahook/client';
import 'dayjs/locale/ru.js';
import type { ParseKeys } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { dayOf } from '../../format/dayRange.js';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { SINCE_HOURS, sinceOf, type SinceChoice } from './sinceChoices.js';
import type { Job } from './useJobPages.js';

interface JobFormProps {
  webhookId: string;
  kind: Job['kind'];
  /** The webhook is switched off: nothing can be sent to it. */
  isOff: boolean;
  /** One of this kind has not ended. */
  isRunning: boolean;
  onStart: () => Promise<void>;
}

interface KindWords {
  title: ParseKeys<'webhookCare'>;
  what: ParseKeys<'webhookCare'>;
  ask: ParseKeys<'webhookCare'>;
  asked: ParseKeys<'webhookCare'>;
}

const KINDS: Readonly<Record<Job['kind'], KindWords>> = {
  recover: {
    title: 'recover.title',
    what: 'recover.what',
    ask: 'recover.ask',
    asked: 'recover.asked',
  },
  'replay-missing': {
    title: 'replay.title',
    what: 'replay.what',
    ask: 'replay.ask',
    asked: 'replay.asked',
  },
};
const PATHS = {
  recover: '/api/webhooks/{id}/recover',
  'replay-missing': '/api/webhooks/{id}/replay-missing',
} as const;
const SINCE_WORDS: Readonly<Record<SinceChoice, ParseKeys<'webhookCare'>>> = {
  '1': 'since.hour',
  '24': 'since.day',
  '72': 'since.threeDays',
  '168': 'since.week',
  '720': 'since.month',
  own: 'since.own',
};
const CHOICES: readonly SinceChoice[] = [...SINCE_HOURS.map((hours) => `${hours}` as const), 'own'];

/** Starts a job: since when to look, and a question before many requests go out. */
export function JobForm({ webhookId, kind, isOff, isRunning, onStart }: JobFormProps) {
  const { t, i18n } = useTranslation('webhookCare');
  const { dateTime } = useFormat();
  const mayManage = useMay('webhooks');
  const problemsOf = useFieldProblems();
  const [choice, setChoice] = useState<SinceChoice>('24');
  const [own, setOwn] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [since, setSince] = useState('');
  const [isAsking, asking] = useDisclosure(false);
  const ownField = useRef<HTMLButtonElement>(null);
  const words = KINDS[kind];
  const note = isOff ? t('jobs.webhookOff') : isRunning ? t('jobs.isRunning') : null;

  const ask = (): void => {
    const nowMs = Date.now();
    const instant = sinceOf(choice, own, nowMs);
    const wrong =
      instant === null ? t('since.missing') : Date.parse(instant) > nowMs ? t('since.future') : null;
    setProblem(wrong);
    if (wrong !== null || instant === null) return ownField.current?.focus();
    setSince(instant);
    return asking.open();
  };
  const start = async (): Promise<void> => {
    try {
      await api.post(PATHS[kind], { path: { id: webhookId }, body: { since } });
    } catch (error) {
      const said = problemsOf(error)['since'];
      const isTaken = error instanceof KassahookError && error.code === 'JOB_RUNNING';
      if (said === undefined && !isTaken) throw error;
      setProblem(isTaken ? t('jobs.isRunning') : (said ?? null));
    }
    await onStart();
  };
  return (
    <Card title={t(words.title)}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t(words.what)}
        </Text>
        <Group align="flex-start" gap="sm">
          <Select
            label={t('since.label')}
            w={190}
            data={CHOICES.map((value) => ({ value, label: t(SINCE_WORDS[value]) }))}
            value={choice}
            allowDeselect={false}
            error={choice === 'own' ? null : problem}
            onChange={(value) => {
              setProblem(null);
              if (value !== null) setChoice(value);
            }}
          />
          {choice === 'own' && (
            <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
              <DateTimePicker
                ref={ownField}
                label={t('since.ownLabel')}
                placeholder={t('since.ownPlaceholder')}
                w={220}
                maxDate={dayOf(new Date().toISOString()) ?? ''}
                valueFormat="D MMM YYYY, HH:mm"
                value={own}
                error={problem}
                onChange={(value) => {
                  setProblem(null);
                  setOwn(value);
                }}
              />
            </DatesProvider>
          )}
        </Group>
        <Group gap="sm">
          <Button variant="default" disabled={!mayManage || isOff || isRunning} onClick={ask}>
            {t(words.title)}
          </Button>
          {note !== null && (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          )}
        </Group>
      </Stack>
      <ConfirmAction
        isOpen={isAsking}
        onClose={asking.close}
        title={t(words.ask)}
        confirmLabel={t(words.title)}
        isDangerous={false}
        onConfirm={start}
      >
        {since !== '' && t(words.asked, { since: dateTime(since) })}
      </ConfirmAction>
    </Card>
  );
}
