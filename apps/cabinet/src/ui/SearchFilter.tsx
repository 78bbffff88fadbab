import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTypedText } from './useTypedText.js';

interface SearchFilterProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  width?: number;
  maxLength?: number;
}

/** A text that a list is narrowed by; applied when the typing rests. */
export function SearchFilter({
  label,
  placeholder = label,
  value,
  onChange,
  width = 320,
  maxLength,
}: SearchFilterProps) {
  const { text, type } = useTypedText(value, onChange);
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      w={{ base: '100%', sm: width }}
      autoComplete="off"
      spellCheck={false}
      {...(maxLength !== undefined && { maxLength })}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
