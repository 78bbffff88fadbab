import { ActionIcon, CopyButton as Copying, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const SHOWN_MS = 1_500;

/** Copies a text and says so. @param label what is copied, for who cannot see it */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  return (
    <Copying value={text} timeout={SHOWN_MS}>
      {({ copied, copy }) => {
        const words = copied ? t('copy.done') : (label ?? t('copy.action'));
        const Symbol = copied ? IconCheck : IconCopy;
        return (
          <Tooltip label={words}>
            <ActionIcon
              variant="subtle"
              color={copied ? 'green' : 'gray'}
              size="sm"
              aria-label={words}
              onClick={(event) => {
                event.stopPropagation();
                event.preventDefault();
                copy();
              }}
            >
              <Symbol size={15} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        );
      }}
    </Copying>
  );
}
