import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import type { InspectorAnswer } from './inspector.js';

/** What an inspector answers now, in a few words. */
export function AnswerText({ answer: { status, delayMs } }: { answer: InspectorAnswer }) {
  const { t } = useTranslation('inspector');
  const { duration } = useFormat();
  return (
    <Text span size="sm" className="numbers">
      {delayMs > 0
        ? t('answer.nowDelayed', { status, time: duration(delayMs) })
        : t('answer.now', { status })}
    </Text>
  );
}
