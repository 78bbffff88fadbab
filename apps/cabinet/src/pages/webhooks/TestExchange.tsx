import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { JsonView } from '../../ui/JsonView.js';
import { StateBadge } from '../../ui/StateBadge.js';
import { DIAGNOSIS_WORDS } from './diagnosisWords.js';
import { HeaderList } from './HeaderList.js';
import { diagnoseTest } from './testDiagnosis.js';
import { TestTimings } from './TestTimings.js';
import type { TestResult } from './webhookTypes.js';

/** What was sent, at the left, and what was answered, at the right; above both, in words, what it means. */
export function TestExchange({ result }: { result: TestResult }) {
  const { t } = useTranslation('webhooks');
  const { duration } = useFormat();
  const { request, response, timings } = result;
  const { diagnosis, requestHeaders, answerHeaders } = diagnoseTest(result);
  return (
    <Stack gap="sm">
      <Stack gap={4}>
        <Group gap="sm">
          <StateBadge
            state={result.delivered ? 'delivered' : 'dead'}
            word={t(result.delivered ? 'test.delivered' : 'test.failed')}
          />
          <Text size="sm" c="dimmed" className="numbers">
            {response
              ? t('test.answered', { status: response.status, time: duration(timings.totalMs) })
              : t('test.unanswered', { time: duration(timings.totalMs) })}
          </Text>
        </Group>
        <Text size="sm">{t(DIAGNOSIS_WORDS[diagnosis])}</Text>
        {requestHeaders.length > 0 && (
          <Text size="sm" c="dimmed">
            <Trans
              t={t}
              i18nKey="test.lookAt"
              values={{ headers: requestHeaders.join(', ') }}
              components={{ code: <Text span inherit ff="monospace" /> }}
            />
          </Text>
        )}
      </Stack>
      <TestTimings timings={timings} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="xs" miw={0}>
          <Title order={3} size="h4" fz="sm">
            {t('test.request')}
          </Title>
          <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {`POST ${request.url}`}
          </Text>
          <HeaderList headers={request.headers} marked={requestHeaders} label={t('test.requestHeaders')} />
          <JsonView text={request.body} label={t('test.requestBody')} />
        </Stack>
        <Stack gap="xs" miw={0}>
          <Title order={3} size="h4" fz="sm">
            {t('test.response')}
          </Title>
          {response ? (
            <>
              <Text size="xs" ff="monospace">
                {`HTTP ${response.status}`}
              </Text>
              <HeaderList
                headers={response.headers}
                marked={answerHeaders}
                label={t('test.responseHeaders')}
              />
              {response.body === '' ? (
                <Text size="sm" c="dimmed">
                  {t('test.emptyBody')}
                </Text>
              ) : (
                <JsonView text={response.body} label={t('test.responseBody')} />
              )}
            </>
          ) : (
            <Text size="sm" c="dimmed">
              {t('test.noResponse')}
            </Text>
          )}
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}
