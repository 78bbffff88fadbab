import { Button, Skeleton, Stack, Title, VisuallyHidden } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { statusOf } from '../../api/failure.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { AttemptList } from './AttemptList.js';
import { DeliveryFacts } from './DeliveryFacts.js';
import { DeliveryHead } from './DeliveryHead.js';
import { ResendOutcome, type Resend } from './ResendOutcome.js';
import { EVENT_OF_OPEN } from './deliveryPath.js';
import { useDelivery } from './useDelivery.js';
import { useIsAlone } from './wideView.js';

/** The delivery of the address: how it stands, its way up the ladder, and each attempt. */
export function DeliveryDetail() {
  const { deliveryId = '' } = useParams();
  // What was opened and asked for belongs to one delivery: the next one begins anew.
  return <Delivery key={deliveryId} id={deliveryId} />;
}

function Delivery({ id }: { id: string }) {
  const [params] = useSearchParams();
  const [resend, setResend] = useState<Resend | null>(null);
  const delivery = useDelivery({
    id,
    eventId: params.get(EVENT_OF_OPEN) ?? params.get('event') ?? '',
    awaitedResendId: resend?.kind === 'asked' ? resend.resendId : null,
  });
  if (delivery.isPending) return <DetailSkeleton />;
  if (delivery.isError && !delivery.data) {
    // An id that is not one is a 400, and the same to whoever typed the address.
    if ([400, 404].includes(statusOf(delivery.error))) return <NoDelivery />;
    return <ErrorState error={delivery.error} onRetry={() => void delivery.refetch()} />;
  }
  const { attemptLog } = delivery.data;
  return (
    <Stack gap="lg">
      <DeliveryHead
        delivery={delivery.data}
        onResend={(outcome) => {
          setResend(outcome);
          void delivery.refetch();
        }}
      />
      {resend !== null && <ResendOutcome resend={resend} attemptLog={attemptLog} />}
      <DeliveryFacts delivery={delivery.data} />
      <AttemptList
        delivery={delivery.data}
        openResendId={resend?.kind === 'asked' ? resend.resendId : null}
      />
    </Stack>
  );
}

function NoDelivery() {
  const { t } = useTranslation('deliveries');
  const isAlone = useIsAlone();
  return (
    <>
      {isAlone && (
        <VisuallyHidden>
          <Title>{t('detail.title')}</Title>
        </VisuallyHidden>
      )}
      <EmptyState
        icon={IconSend}
        title={t('notFound.title')}
        hint={t('notFound.hint')}
        action={
          <Button component={Link} to="/deliveries" variant="default">
            {t('notFound.action')}
          </Button>
        }
      />
    </>
  );
}

function DetailSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={26} width={240} />
      <Skeleton height={44} />
      <Skeleton height={104} />
      <Skeleton height={280} />
    </Stack>
  );
}
