import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { KassahookError } from '@kassahook/client';
import type { ConsentRefusal } from '@kassahook/contracts/oauth';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldProblems } from '../../api/failure.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { hostOf } from './hostOf.js';
import { reasonWords, refusalOf, REFUSAL_WORDS } from './consentRefusal.js';

/** A request for access that cannot be answered: why, and what can be done about it. */
export function ConsentRefused({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('access');
  const { redirectTo } = fieldProblems(error);
  const refusal = error instanceof KassahookError ? error : null;
  if (refusal?.status === 403) return <Refused title={t('consent.title')} why={t('consent.forbidden')} />;
  if (refusal?.status !== 400) {
    return (
      <Stack>
        <Title order={1} size="h2">
          {t('consent.title')}
        </Title>
        <ErrorState error={error} onRetry={onRetry} />
      </Stack>
    );
  }
  if (redirectTo === undefined) return <ConsentDeadEnd refusal={refusalOf(refusal)} />;
  return (
    <Refused
      title={t('consent.invalidTitle')}
      why={`${t(reasonWords(refusal.message))} ${t('consent.nobody')}`}
    >
      {/* Only who is logged in, has read this and wants to is sent there: anybody can register an address (RFC 9700, 4.11.2). */}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('consent.returns', { host: hostOf(redirectTo) })}
      </Text>
      <Button component="a" href={redirectTo} variant="default">
        {t('consent.back')}
      </Button>
    </Refused>
  );
}

/** Nobody can be sent back to the application: it is not known, or its address is not. */
export function ConsentDeadEnd({ refusal }: { refusal: ConsentRefusal }) {
  const { t } = useTranslation('access');
  return (
    <Refused title={t('consent.invalidTitle')} why={`${t(REFUSAL_WORDS[refusal])} ${t('consent.nobody')}`}>
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/">
          {t('consent.toCabinet')}
        </Anchor>
      </Text>
    </Refused>
  );
}

function Refused({ title, why, children }: { title: string; why: string; children?: ReactNode }) {
  return (
    <Stack>
      <Title order={1} size="h2">
        {title}
      </Title>
      <Alert color="red" variant="light" role="alert">
        <Text size="sm">{why}</Text>
      </Alert>
      {children}
    </Stack>
  );
}
