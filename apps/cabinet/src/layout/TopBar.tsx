import { ActionIcon, Button, Group, Kbd, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIdentity } from '../session/identity.js';
import { AccountMenu } from './AccountMenu.js';
import { Bell } from './Bell.js';
import { openPalette } from './paletteState.js';
import classes from './TopBar.module.css';

/** The account's name, the search, the bell and who is logged in. */
export function TopBar() {
  const { t } = useTranslation();
  const { account } = useIdentity();
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <UnstyledButton component={Link} to="/" className={classes.brand}>
        <img src="/icon.svg" alt="" width={28} height={28} />
        <Text component="span" fw={600} size="sm" truncate>
          {account.name}
        </Text>
      </UnstyledButton>
      <Group gap={6} wrap="nowrap">
        <Button
          variant="default"
          size="xs"
          visibleFrom="sm"
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={<Kbd size="xs">{t('palette.keys')}</Kbd>}
          onClick={openPalette}
        >
          {t('palette.open')}
        </Button>
        <Tooltip label={t('palette.open')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            hiddenFrom="sm"
            aria-label={t('palette.open')}
            onClick={openPalette}
          >
            <IconSearch size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Bell />
        <AccountMenu />
      </Group>
    </Group>
  );
}
