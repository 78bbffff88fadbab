import { Group, Text } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import type { TestResult } from './webhookTypes.js';

type Phase = keyof TestResult['timings'];

const PHASES: readonly (readonly [Phase, ParseKeys<'webhooks'>])[] = [
  ['dnsMs', 'test.timings.dns'],
  ['connectMs', 'test.timings.connect'],
  ['tlsMs', 'test.timings.tls'],
  ['firstByteMs', 'test.timings.firstByte'],
  ['totalMs', 'test.timings.total'],
];

/** How long each phase of the request took; phases that did not happen are left out. */
export function TestTimings({ timings }: { timings: TestResult['timings'] }) {
  const { t } = useTranslation('webhooks');
  const { duration } = useFormat();
  return (
    <Group gap="lg" component="dl" m={0}>
      {PHASES.map(([phase, word]) => {
        const ms = timings[phase];
        if (ms === null) return null;
        return (
          <div key={phase}>
            <Text component="dt" size="xs" c="dimmed">
              {t(word)}
            </Text>
            <Text component="dd" size="sm" m={0} className="numbers">
              {duration(ms)}
            </Text>
          </div>
        );
      })}
    </Group>
  );
}
