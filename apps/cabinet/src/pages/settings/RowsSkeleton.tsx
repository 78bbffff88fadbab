import { Skeleton, Stack } from '@mantine/core';

/** The outline of a short list. */
export function RowsSkeleton() {
  return (
    <Stack aria-hidden maw={720}>
      {[0, 1, 2].map((place) => (
        <Skeleton key={place} height={68} />
      ))}
    </Stack>
  );
}
