import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.js';

/** Today at a glance: what was sold, and whether the webhooks were told. */
export function OverviewPage() {
  const { t } = useTranslation();
  return <Page title={t('places.overview')} />;
}
