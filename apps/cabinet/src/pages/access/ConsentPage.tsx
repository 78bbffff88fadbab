import { Avatar, Button, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { OAuthScope } from '@kassahook/contracts/oauthApp';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { api } from '../../api/client.js';
import { statusOf } from '../../api/failure.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { ConsentDeadEnd, ConsentRefused } from './ConsentRefused.js';
import { refusalIn } from './consentRefusal.js';
import { hostOf } from './hostOf.js';

/** What an application's request is made of (RFC 6749, 4.1.1; RFC 7636, 4.3). */
const PARAMETERS = [
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const;
const SCOPE_WORDS = {
  read: 'consent.read',
  write: 'consent.write',
  webhooks: 'consent.webhooks',
} as const satisfies Readonly<Record<OAuthScope, string>>;
const JSON_ONLY = { accept: 'application/json' };

/** An application asks an owner for access: who, for what, and where the answer goes. */
export function ConsentPage() {
  const { t } = useTranslation('access');
  useDocumentTitle(`${t('consent.title')} · kassahook`);
  const place = useLocation();
  const asked = requestOf(place.search);
  const refused = refusalIn(place.search);
  const consent = useQuery({
    queryKey: ['consent', place.search],
    queryFn: ({ signal }) => api.get('/api/oauth2/authorize', { query: asked, headers: JSON_ONLY, signal }),
    enabled: refused === null,
  });
  const answer = useMutation({
    mutationFn: (decision: 'allow' | 'deny') =>
      api.post('/api/oauth2/authorize', { body: { ...asked, decision }, headers: JSON_ONLY }),
    onSuccess: ({ redirectTo }) => location.assign(redirectTo),
  });
  if (refused !== null) return <ConsentDeadEnd refusal={refused} />;
  // The session may end while the page is open, too: whoever logs in again is asked again.
  if (statusOf(consent.data ? answer.error : consent.error) === 401) {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(`/consent${place.search}`)}`} replace />;
  }
  if (consent.isError && !consent.data) {
    return <ConsentRefused error={consent.error} onRetry={() => void consent.refetch()} />;
  }
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('consent.title')}
      </Title>
      {!consent.data ? (
        <Skeleton height={220} />
      ) : (
        <>
          <Group wrap="nowrap" align="flex-start">
            <Avatar src={consent.data.app.logoUrl} name={consent.data.app.name} radius={8} alt="" />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('consent.asks', { name: consent.data.app.name, email: consent.data.user.email })}
            </Text>
          </Group>
          <Text size="sm" fw={500}>
            {t('consent.may')}
          </Text>
          <List size="sm">
            {consent.data.scopes.map((scope) => (
              <List.Item key={scope}>{t(SCOPE_WORDS[scope])}</List.Item>
            ))}
          </List>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('consent.returns', { host: hostOf(consent.data.redirectUri) })}
          </Text>
          {answer.error !== null && <ErrorState error={answer.error} />}
          <Group grow>
            <Button variant="default" disabled={answer.isPending} onClick={() => answer.mutate('deny')}>
              {t('consent.deny')}
            </Button>
            <Button loading={answer.isPending} onClick={() => answer.mutate('allow')}>
              {t('consent.allow')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

function requestOf(search: string) {
  const params = new URLSearchParams(search);
  const asked: Partial<Record<(typeof PARAMETERS)[number], string>> = {};
  for (const name of PARAMETERS) {
    const value = params.get(name);
    if (value !== null) asked[name] = value;
  }
  return { client_id: params.get('client_id') ?? '', ...asked };
}
