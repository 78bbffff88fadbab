import { Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { ERROR_WORDS, errorClassOf } from '../../ui/attemptWords.js';
import { CopyButton as IdCopy } from '../../ui/CopyButton.js';
import { JsonView } from '../../ui/JsonView.js';
import { isCut } from './storedBody.js';
import { curlCommand } from './curlCommand.js';
import { HeaderTable } from './HeaderTable.js';
import { TimingWaterfall } from './TimingWaterfall.js';
import classes from './AttemptList.module.css';

type Attempt = components['schemas']['Attempt'];

const MASKED = '•••';

interface AttemptExchangeProps {
  attempt: Attempt;
  requestBody: string | null;
  /** Why it failed is said elsewhere on the page. */
  isExplained: boolean;
  headingOrder: 4 | 5;
}

/** An attempt: what was sent and what was answered side by side, why it failed, and where the time went. */
export function AttemptExchange(props: AttemptExchangeProps) {
  const { t } = useTranslation('attempts');
  const { attempt, requestBody, isExplained, headingOrder } = props;
  const errorClass = errorClassOf(attempt.errorClass);
  return (
    <Stack gap="md" className={classes.exchange ?? ''}>
      {errorClass !== null && !isExplained && (
        <Text size="sm">
          {t('errors.whatAndAdvice', {
            what: t(ERROR_WORDS[errorClass].what),
            advice: t(ERROR_WORDS[errorClass].advice),
          })}
        </Text>
      )}
      <div className={classes.sides}>
        <RequestSide attempt={attempt} requestBody={requestBody} headingOrder={headingOrder} />
        <AnswerSide attempt={attempt} headingOrder={headingOrder} />
      </div>
      {attempt.timings && (
        <TimingWaterfall
          timings={attempt.timings}
          address={attempt.remoteAddress}
          url={attempt.request?.url ?? ''}
          headingOrder={headingOrder}
        />
      )}
    </Stack>
  );
}

function RequestSide({ attempt, requestBody, headingOrder }: Omit<AttemptExchangeProps, 'isExplained'>) {
  const { t } = useTranslation('attempts');
  const { request, batchId } = attempt;
  return (
    <section className={classes.side} aria-label={t('request.title')}>
      <Title order={headingOrder} size="sm">
        {t('request.title')}
      </Title>
      {request ? (
        <>
          <span className={classes.target}>{`POST ${request.url}`}</span>
          <HeaderTable headers={request.headers} label={t('request.headers')} />
          {batchId !== undefined && (
            <Group gap={4} wrap="nowrap">
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {t('request.batch', { id: batchId })}
              </Text>
              <IdCopy text={batchId} />
            </Group>
          )}
          {requestBody === null ? (
            <div className={classes.quiet}>{t('request.gone')}</div>
          ) : (
            <JsonView text={requestBody} label={t('request.body')} />
          )}
          {requestBody !== null && (
            <CurlCopy request={request} body={requestBody} isBatch={batchId !== undefined} />
          )}
        </>
      ) : (
        <div className={classes.quiet}>{t('request.none')}</div>
      )}
    </section>
  );
}

function AnswerSide({
  attempt: { response },
  headingOrder,
}: Pick<AttemptExchangeProps, 'attempt' | 'headingOrder'>) {
  const { t } = useTranslation('attempts');
  return (
    <section className={classes.side} aria-label={t('answer.title')}>
      <Title order={headingOrder} size="sm">
        {t('answer.title')}
      </Title>
      {response ? (
        <>
          <span className={classes.target}>{`HTTP ${response.status}`}</span>
          <HeaderTable headers={response.headers} label={t('answer.headers')} />
          {response.body === '' ? (
            <div className={classes.quiet}>{t('answer.empty')}</div>
          ) : (
            <JsonView text={response.body} label={t('answer.body')} />
          )}
          {isCut(response.body) && (
            <Text size="xs" c="dimmed">
              {t('answer.cut')}
            </Text>
          )}
        </>
      ) : (
        <div className={classes.quiet}>{t('answer.none')}</div>
      )}
    </section>
  );
}

interface CurlCopyProps {
  request: NonNullable<Attempt['request']>;
  body: string;
  isBatch: boolean;
}

function CurlCopy({ request, body, isBatch }: CurlCopyProps) {
  const { t } = useTranslation('attempts');
  if (isBatch) {
    return (
      <Text size="xs" c="dimmed">
        {t('curl.batch')}
      </Text>
    );
  }
  const isMasked = Object.values(request.headers).includes(MASKED);
  return (
    <Stack gap={4} align="flex-start">
      <CopyButton value={curlCommand({ ...request, body })}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="default"
            onClick={copy}
            leftSection={
              copied ? <IconCheck size={15} aria-hidden /> : <IconTerminal2 size={15} aria-hidden />
            }
          >
            {t(copied ? 'curl.done' : 'curl.copy')}
          </Button>
        )}
      </CopyButton>
      {isMasked && (
        <Text size="xs" c="dimmed">
          {t('curl.masked')}
        </Text>
      )}
    </Stack>
  );
}
