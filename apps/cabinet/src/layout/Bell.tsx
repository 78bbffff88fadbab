import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client.js';

/** More than these are "9+": nobody counts further. */
const SHOWN_MAX = 9;

/** The bell with how many notifications nobody has read. */
export function Bell() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: () => api.get('/api/notifications', { query: { unread: 'true', limit: SHOWN_MAX + 1 } }),
  });
  const count = data?.length ?? 0;
  const label = t('bell.label', { count });
  return (
    <Tooltip label={label}>
      <Indicator
        disabled={count === 0}
        label={count > SHOWN_MAX ? `${SHOWN_MAX}+` : String(count)}
        size={16}
        offset={5}
        color="red.8"
      >
        <ActionIcon
          component={Link}
          to="/settings/notifications"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
        >
          <IconBell size={20} stroke={1.6} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
