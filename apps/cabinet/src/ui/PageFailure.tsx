import { Box } from '@mantine/core';
import { useRouteError } from 'react-router';
import { ErrorState } from './ErrorState.js';

/** A page that broke, or whose code could not be loaded (after a new version was put in place, a reload finds it). */
export function PageFailure() {
  const error = useRouteError();
  return (
    <Box p="md">
      <ErrorState error={error} onRetry={() => location.reload()} />
    </Box>
  );
}
