import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { followAddress, untyped } from './typedText.js';

const RESTED_MS = 300;

/** The text of a field that is a filter in the address: kept here as it is typed, and told when the typing rests. */
export function useTypedText(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(() => untyped(value));
  const tell = useDebouncedCallback((text: string) => {
    setTyped((now) => (text === now.value ? now : { ...now, asked: [...now.asked, text] }));
    onChange(text);
  }, RESTED_MS);
  const followed = followAddress(typed, value);
  if (followed !== typed) {
    setTyped(followed);
    // What was typed before a reset is not asked for after it.
    if (followed.text !== typed.text) tell.cancel();
  }
  return {
    text: followed.text,
    type: (text: string) => {
      setTyped((now) => ({ ...now, text }));
      tell(text.trim());
    },
  };
}
