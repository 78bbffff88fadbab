import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.js';
import { DeliveryBrowser } from './DeliveryBrowser.js';
import { DeliveryRoom } from './DeliveryRoom.js';

const PATH = '/deliveries';

/** Every delivery of the account. */
export function DeliveriesPage() {
  const { t } = useTranslation('deliveries');
  return (
    <DeliveryRoom path={PATH}>
      <Page title={t('title')}>
        <DeliveryBrowser path={PATH} />
      </Page>
    </DeliveryRoom>
  );
}
