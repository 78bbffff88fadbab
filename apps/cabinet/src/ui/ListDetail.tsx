import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useOutlet } from 'react-router';
import { usePageKeys } from './usePageKeys.js';
import classes from './ListDetail.module.css';

/** Screens on which a detail takes the list's place. */
export const NARROW = '(max-width: 74.99em)';

/**
 * A list with the detail of the row that is open: beside it on a wide screen, instead of it on a narrow one. The detail is a child route,
 * so it has an address of its own. @param listPath where closing leads; the filters in the address stay @param paneWidth of the detail, px
 */
export function ListDetail({
  listPath,
  paneWidth = 480,
  children,
}: {
  listPath: string;
  paneWidth?: number;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const detail = useOutlet();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const navigate = useNavigate();
  const { search } = useLocation();
  const close = (): void => void navigate(`${listPath}${search}`, { preventScrollReset: !isNarrow });
  usePageKeys(detail ? { Escape: close } : {});
  const pane = (
    <section className={classes.pane} data-live aria-label={t('detail.label')}>
      <Group justify="flex-end" className={`${classes.close} no-print`}>
        <Tooltip label={t('actions.close')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('actions.close')} onClick={close}>
            <IconX size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Suspense>{detail}</Suspense>
    </section>
  );
  if (detail && isNarrow) return pane;
  // The list keeps its place in the tree, and with it what was scrolled to and focused, as details open and close.
  return (
    <div
      className={detail ? classes.split : undefined}
      style={detail ? { gridTemplateColumns: `minmax(0, 1fr) minmax(0, ${paneWidth}px)` } : undefined}
    >
      <div className={detail ? `${classes.list} no-print` : classes.list}>{children}</div>
      {detail && pane}
    </div>
  );
}
