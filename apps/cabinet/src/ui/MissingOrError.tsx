import { IconFileOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { statusOf } from '../api/failure.js';
import { EmptyState } from './EmptyState.js';
import { ErrorState } from './ErrorState.js';

interface MissingOrErrorProps {
  error: unknown;
  onRetry: () => void;
  /** "There is no such product": said of what is not there; trying again would not find it. */
  title: string;
  hint: string;
  /** Where others are. */
  action?: ReactNode;
}

/** The API answers 400 to an id that cannot be one. */
const MISSING: readonly number[] = [400, 404];

/** Instead of one thing: it is not there, or it could not be read. */
export function MissingOrError({ error, onRetry, title, hint, action }: MissingOrErrorProps) {
  if (MISSING.includes(statusOf(error))) {
    return <EmptyState icon={IconFileOff} title={title} hint={hint} action={action} />;
  }
  return <ErrorState error={error} onRetry={onRetry} />;
}
