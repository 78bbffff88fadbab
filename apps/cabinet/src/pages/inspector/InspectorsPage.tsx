import { Button, Stack } from '@mantine/core';
import { IconInbox, IconLock, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { statusOf } from '../../api/failure.js';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { TimeText } from '../../ui/TimeText.js';
import { AnswerText } from './AnswerText.js';
import { inspectorQuery, inspectorsQuery, type Inspector } from './inspector.js';
import { ProblemText } from './ProblemText.js';

/** The account's inspectors; a new one is a click away. */
export function InspectorsPage() {
  const { t } = useTranslation('inspector');
  const mayManage = useMay('webhooks');
  if (mayManage) return <Inspectors />;
  return (
    <Page title={t('title')}>
      <EmptyState icon={IconLock} title={t('notAllowed')} hint={t('notAllowedHint')} />
    </Page>
  );
}

function Inspectors() {
  const { t } = useTranslation('inspector');
  const { dateTime } = useFormat();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const inspectors = useQuery(inspectorsQuery);
  const make = useMutation({
    mutationFn: () =>
      api.post('/api/inspectors', {
        body: { name: t('newName', { date: dateTime(new Date().toISOString()) }) },
      }),
    onSuccess: (made) => {
      queryClient.setQueryData(inspectorQuery(made.id).queryKey, made);
      void queryClient.invalidateQueries({ queryKey: inspectorsQuery.queryKey });
      void navigate(`/inspector/${made.id}`);
    },
  });
  const button = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate()}
    >
      {t('make')}
    </Button>
  );
  const columns: Column<Inspector>[] = [
    { id: 'name', title: t('columns.name'), cell: ({ name }) => name },
    {
      id: 'url',
      title: t('columns.url'),
      isWide: true,
      width: 80,
      cell: ({ url }) => <CopyButton text={url} label={t('copyUrl')} />,
    },
    { id: 'answer', title: t('columns.answer'), cell: ({ answer }) => <AnswerText answer={answer} /> },
    {
      id: 'created',
      title: t('columns.created'),
      isNumber: true,
      isWide: true,
      cell: ({ createdAt }) => <TimeText iso={createdAt} />,
    },
  ];
  const isEmpty = inspectors.data?.length === 0;
  return (
    <Page title={t('title')} hint={t('hint')} action={!isEmpty && button}>
      {make.error !== null &&
        (statusOf(make.error) === 409 ? (
          <ProblemText>{t('full')}</ProblemText>
        ) : (
          <ErrorState error={make.error} />
        ))}
      {inspectors.isError && !inspectors.data ? (
        <ErrorState error={inspectors.error} onRetry={() => void inspectors.refetch()} />
      ) : (
        <Stack>
          <DataTable
            label={t('title')}
            columns={columns}
            rows={inspectors.data ?? []}
            rowKey={({ id }) => id}
            rowPath={({ id }) => `/inspector/${id}`}
            isPending={inspectors.isPending}
            empty={
              <EmptyState icon={IconInbox} title={t('empty.title')} hint={t('empty.hint')} action={button} />
            }
          />
        </Stack>
      )}
    </Page>
  );
}
