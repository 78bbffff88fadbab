import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.js';
import classes from './SecretField.module.css';

/** A secret: hidden until asked for, copied without being shown. */
export function SecretField({
  secret,
  label,
  isShownAtFirst = false,
}: {
  secret: string;
  label: string;
  isShownAtFirst?: boolean;
}) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(isShownAtFirst);
  const toggleLabel = t(isShown ? 'secret.hide' : 'secret.show');
  const Eye = isShown ? IconEyeOff : IconEye;
  return (
    <Group gap={4} wrap="nowrap" className={classes.field ?? ''} aria-label={label} role="group">
      <Text component="code" size="sm" className={classes.text ?? ''}>
        {isShown ? secret : '•'.repeat(24)}
      </Text>
      <Tooltip label={toggleLabel}>
        <ActionIcon variant="subtle" color="gray" aria-label={toggleLabel} onClick={() => setShown(!isShown)}>
          <Eye size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <CopyButton text={secret} label={t('secret.copy', { label })} />
    </Group>
  );
}
