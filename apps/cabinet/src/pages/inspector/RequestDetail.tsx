import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { JsonView } from '../../ui/JsonView.js';
import { StateBadge } from '../../ui/StateBadge.js';
import { TimeText } from '../../ui/TimeText.js';
import { webhooksQuery } from '../webhooks/webhookQueries.js';
import classes from './InspectorPage.module.css';
import type { InspectedRequest } from './inspector.js';
import { REASON_WORDS, SIGNATURE_STATES, SIGNATURE_WORDS } from './signatureWords.js';

/** A request as it came: everything in it is text. */
export function RequestDetail({ request }: { request: InspectedRequest }) {
  const { t } = useTranslation('inspector');
  const { duration } = useFormat();
  const { method, at, query, headers, body, bodyEncoding, bytes, isTruncated, answer } = request;
  return (
    <Stack gap="md">
      <Group gap="md" justify="space-between">
        <Title order={2} size="h3">
          {t('requests.method', { method })}
        </Title>
        <Text span size="sm" c="dimmed">
          <TimeText iso={at} isExact />
        </Text>
      </Group>
      <Signature request={request} />
      <Group gap="md">
        <Text size="sm" c="dimmed" className="numbers">
          {t('request.answered', { status: answer.status })}{' '}
          {answer.delayMs > 0 && t('request.delayed', { time: duration(answer.delayMs) })}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {bytes === null ? t('request.tooLong') : t('request.bytes', { count: bytes })}
        </Text>
      </Group>
      {query !== '' && (
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }} aria-label={t('request.query')}>
          {`?${query}`}
        </Text>
      )}
      {body === '' ? (
        <Text size="sm" c="dimmed">
          {t('request.noBody')}
        </Text>
      ) : (
        <JsonView text={body} label={t(bodyEncoding === 'base64' ? 'request.base64' : 'request.body')} />
      )}
      {isTruncated && (
        <Text size="sm" c="dimmed">
          {t('request.cut')}
        </Text>
      )}
      <Stack gap="xs">
        <Title order={3} size="h4" fz="sm">
          {t('request.headers')}
        </Title>
        <dl className={classes.headers}>
          {headers.map(({ name, value }, place) => (
            <div key={place} data-mark={name.toLowerCase().startsWith('webhook-') || undefined}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Stack>
    </Stack>
  );
}

function Signature({ request: { signature, signatureReason, webhookId } }: { request: InspectedRequest }) {
  const { t } = useTranslation('inspector');
  const webhooks = useQuery(webhooksQuery);
  const webhook = webhooks.data?.find(({ id }) => id === webhookId);
  const known = signatureReason === null ? undefined : REASON_WORDS[signatureReason];
  return (
    <Stack gap={4} className={classes.signature ?? ''} data-signature={signature}>
      <StateBadge state={SIGNATURE_STATES[signature]} word={t(SIGNATURE_WORDS[signature])} />
      {signatureReason !== null && <Text size="sm">{known ? t(known) : signatureReason}</Text>}
      {webhook && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Trans
            t={t}
            i18nKey="signature.by"
            values={{ name: webhook.description ?? webhook.url }}
            components={{ page: <Anchor component={Link} to={`/webhooks/${webhook.id}`} inherit /> }}
          />
        </Text>
      )}
    </Stack>
  );
}
