import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { ListDetail } from '../../ui/ListDetail.js';
import { Page } from '../../ui/Page.js';
import { DeliveryBrowser } from './DeliveryBrowser.js';
import { isWideView } from './wideView.js';

const PATH = '/deliveries';

/** Every delivery of the account; the one that is open beside the list, or alone across the page. */
export function DeliveriesPage() {
  const { t } = useTranslation('deliveries');
  const { deliveryId } = useParams();
  const [params] = useSearchParams();
  if (deliveryId !== undefined && isWideView(params)) return <WideDelivery />;
  return (
    <ListDetail listPath={PATH} paneWidth={560}>
      <Page title={t('title')}>
        <DeliveryBrowser path={PATH} />
      </Page>
    </ListDetail>
  );
}

function WideDelivery() {
  const { t } = useTranslation('deliveries');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const rest = new URLSearchParams(params);
  rest.delete('view');
  const back = `${PATH}?${rest.toString()}`;
  useHotkeys([['Escape', () => void navigate(back)]]);
  return (
    <>
      <Button
        component={Link}
        to={back}
        variant="subtle"
        color="gray"
        size="xs"
        mb="xs"
        ml={-8}
        leftSection={<IconArrowLeft size={15} aria-hidden />}
      >
        {t('notFound.action')}
      </Button>
      <Outlet />
    </>
  );
}
