import { useParams } from 'react-router';
import { DeliveryBrowser } from '../deliveries/DeliveryBrowser.js';
import { DeliveryRoom } from '../deliveries/DeliveryRoom.js';

/** The deliveries of one webhook. */
export function WebhookDeliveries() {
  const { webhookId = '' } = useParams();
  const path = `/webhooks/${webhookId}/deliveries`;
  return (
    <DeliveryRoom path={path}>
      <DeliveryBrowser path={path} webhookId={webhookId} />
    </DeliveryRoom>
  );
}
