import { Anchor, Box, Group, Paper, Stack } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.js';
import { changeLanguage } from '../i18n/translations.js';
import classes from './PublicPage.module.css';

/** The frame of what strangers see: logging in, signing up, consent. */
export function PublicPage() {
  const { i18n } = useTranslation();
  return (
    <Box className={classes.page}>
      <Stack className={classes.column} gap="lg">
        <Group component="header" gap={10} justify="center">
          <img src="/icon.svg" alt="" width={32} height={32} />
          <span className={classes.name}>kassahook</span>
        </Group>
        <Paper component="main" className={classes.card} withBorder>
          <Suspense>
            <Outlet />
          </Suspense>
        </Paper>
        <Group component="footer" justify="center" gap="md">
          {LANGUAGES.map((language) => (
            <Anchor
              key={language}
              component="button"
              type="button"
              size="sm"
              lang={language}
              aria-current={i18n.language === language || undefined}
              underline={i18n.language === language ? 'always' : 'hover'}
              onClick={() => void changeLanguage(language)}
            >
              {LANGUAGE_NAMES[language]}
            </Anchor>
          ))}
        </Group>
      </Stack>
    </Box>
  );
}
