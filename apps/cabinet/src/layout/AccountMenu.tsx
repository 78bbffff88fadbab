import {
  ActionIcon,
  Avatar,
  Menu,
  Text,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.js';
import { changeLanguage } from '../i18n/translations.js';
import { useIdentity } from '../session/identity.js';
import { useLogout } from '../session/useLogin.js';

const SCHEMES = [
  { scheme: 'light', label: 'scheme.light', icon: IconSun },
  { scheme: 'dark', label: 'scheme.dark', icon: IconMoon },
  { scheme: 'auto', label: 'scheme.auto', icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; label: string; icon: typeof IconSun }[];
const ICON = { size: 16, stroke: 1.6 };

/** Who is logged in, the language, light or dark, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation();
  const { user } = useIdentity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const logout = useLogout();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" radius="xl" aria-label={t('accountMenu.open')}>
          <Avatar name={user.name} color="indigo" size={28} alt="" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings {...ICON} />}>
          {t('places.settings')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('accountMenu.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={i18n.language === language ? <IconCheck {...ICON} /> : null}
            onClick={() => void changeLanguage(language)}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('scheme.label')}</Menu.Label>
        {SCHEMES.map(({ scheme, label, icon: Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon {...ICON} />}
            rightSection={colorScheme === scheme ? <IconCheck {...ICON} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={() => logout.mutate()}>
          {t('accountMenu.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
