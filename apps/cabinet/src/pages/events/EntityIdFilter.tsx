import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const TYPED_MS = 400;
/** As long as the API takes one. */
const ID_MAX = 64;

/** "What happened to receipt 123?": applied when the typing rests. */
export function EntityIdFilter({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('events');
  const [typed, setTyped] = useState({ text: value, of: value });
  const apply = useDebouncedCallback(onChange, TYPED_MS);
  // What the address says from elsewhere (a reset, going back) replaces what was typed.
  if (typed.of !== value) setTyped({ text: value, of: value });
  return (
    <TextInput
      aria-label={t('filters.entityId')}
      placeholder={t('filters.entityIdHint')}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      w={290}
      maxLength={ID_MAX}
      autoComplete="off"
      spellCheck={false}
      value={typed.text}
      onChange={({ currentTarget }) => {
        setTyped({ ...typed, text: currentTarget.value });
        apply(currentTarget.value.trim());
      }}
    />
  );
}
