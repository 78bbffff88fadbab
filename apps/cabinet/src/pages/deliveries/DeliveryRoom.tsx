import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { ListDetail } from '../../ui/ListDetail.js';
import { usePageKeys } from '../../ui/usePageKeys.js';
import { isWideView, listSearch } from './wideView.js';

/** Wider than other details: a request and its answer are to be read here. */
const PANE_PX = 560;

/** A list of deliveries with the one that is open: beside it, or alone when the address says so. @param path of the list */
export function DeliveryRoom({ path, children }: { path: string; children: ReactNode }) {
  const { deliveryId } = useParams();
  const [params] = useSearchParams();
  if (deliveryId !== undefined && isWideView(params)) {
    return <WideDelivery listPath={`${path}${listSearch(params)}`} />;
  }
  return (
    <ListDetail listPath={path} paneWidth={PANE_PX}>
      {children}
    </ListDetail>
  );
}

function WideDelivery({ listPath }: { listPath: string }) {
  const { t } = useTranslation('deliveries');
  const navigate = useNavigate();
  usePageKeys({ Escape: () => void navigate(listPath) });
  return (
    <>
      <Button
        component={Link}
        to={listPath}
        variant="subtle"
        color="gray"
        size="xs"
        mb="xs"
        ml={-8}
        leftSection={<IconArrowLeft size={15} aria-hidden />}
      >
        {t('detail.back')}
      </Button>
      <Outlet />
    </>
  );
}
