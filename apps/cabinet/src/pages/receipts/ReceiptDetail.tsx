import { Anchor, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconExternalLink, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { DetailHead } from '../../ui/DetailHead.js';
import { IdText } from '../../ui/IdText.js';
import { MissingOrError } from '../../ui/MissingOrError.js';
import { PaperClock } from './PaperClock.js';
import { PaperReceipt } from './PaperReceipt.js';
import { ReceiptDeliveries } from './ReceiptDeliveries.js';
import { useReceiptWords, type Receipt } from './receiptWords.js';

/** A receipt: the paper, and who was told of it. */
export function ReceiptDetail() {
  const { t } = useTranslation(['receipts', 'common']);
  const { id = '' } = useParams();
  const receipt = useQuery({
    queryKey: ['receipts', id],
    queryFn: ({ signal }) => api.get('/api/receipts/{id}', { path: { id }, signal }),
    // What is printed does not change.
    staleTime: Infinity,
  });
  if (receipt.isPending) return <ReceiptSkeleton />;
  if (receipt.isError && !receipt.data) {
    return (
      <MissingOrError
        error={receipt.error}
        onRetry={() => void receipt.refetch()}
        title={t('receipts:missing')}
        hint={t('common:missing.hint')}
      />
    );
  }
  return <ShownReceipt receipt={receipt.data} />;
}

function ShownReceipt({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipts');
  const { nameOf } = useReceiptWords();
  const hearsWebhooks = useMay('webhooks');
  return (
    <>
      <div className="no-print">
        <DetailHead title={nameOf(receipt)} />
        <Group justify="space-between" mb="md" gap="xs">
          <IdText id={receipt.id} />
          <PaperClock receipt={receipt} />
        </Group>
      </div>
      <PaperReceipt receipt={receipt} />
      <Stack className="no-print" mt="lg" gap="lg">
        <Group justify="center" gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('paper.print')}
          </Button>
          <CheckLink url={receipt.checkURL} />
        </Group>
        {hearsWebhooks && <ReceiptDeliveries receipt={receipt} />}
      </Stack>
    </>
  );
}

/** The register wrote the address: only one that a browser opens as a page is a link. */
function CheckLink({ url }: { url: string }) {
  const { t } = useTranslation('receipts');
  if (!/^https?:\/\//i.test(url)) return null;
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
      <Group gap={4} wrap="nowrap" component="span">
        {t('paper.check')}
        <IconExternalLink size={14} stroke={1.6} aria-hidden />
      </Group>
    </Anchor>
  );
}

function ReceiptSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={28} width={180} />
      <Skeleton height={16} width={240} />
      <Skeleton height={520} maw={360} w="100%" mx="auto" />
    </Stack>
  );
}
