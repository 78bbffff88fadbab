import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { receiptIdOf } from '../operations/operation.js';
import classes from './DeliveryDetail.module.css';

interface CallbackTargetProps {
  operationId: string;
  /** Null when the operation is not stored any more. */
  url: string | null;
}

/** Where a delivery goes that no webhook asked for: the address that came with a receipt, with the ways to its operation and to what was printed. */
export function CallbackTarget({ operationId, url }: CallbackTargetProps) {
  const { t } = useTranslation('deliveries');
  const operation = useQuery({
    queryKey: ['operations', operationId],
    queryFn: ({ signal }) => api.get('/api/operations/{id}', { path: { id: operationId }, signal }),
    enabled: url !== null,
  });
  const receiptId = operation.data && receiptIdOf(operation.data);
  return (
    <>
      <Text span size="sm" className={classes.long ?? ''}>
        {url?.replace(/^https?:\/\//, '') ?? t('callback')}
      </Text>
      {url !== null && (
        <Anchor component={Link} to={`/operations/${operationId}`} size="sm">
          {t('detail.toOperation')}
        </Anchor>
      )}
      {receiptId !== undefined && (
        <Anchor component={Link} to={`/receipts/${receiptId}`} size="sm">
          {t('detail.toReceipt')}
        </Anchor>
      )}
    </>
  );
}
