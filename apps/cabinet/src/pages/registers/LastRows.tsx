import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { TimeText } from '../../ui/TimeText.js';
import classes from './LastRows.module.css';

interface LastRowsProps<Row extends { id: string }> {
  title: string;
  query: UseQueryResult<{ data: Row[] }>;
  /** The journal with the filter of this register. */
  allPath: string;
  none: string;
  /** What to do when there is none. */
  next?: ReactNode;
  row: (row: Row) => { path?: string; name: string; beside?: ReactNode; iso: string };
}

const ROWS_PX = 200;

/** The last rows of a journal, and the way to all of them. */
export function LastRows<Row extends { id: string }>({
  title,
  query,
  allPath,
  none,
  next,
  row,
}: LastRowsProps<Row>) {
  const { t } = useTranslation('registers');
  const rows = query.data?.data;
  return (
    <Card
      title={title}
      action={
        rows !== undefined &&
        rows.length > 0 && (
          <Anchor
            component={Link}
            to={allPath}
            size="sm"
            underline="hover"
            aria-label={t('journal.allOf', { title })}
          >
            {t('journal.all')}
          </Anchor>
        )
      }
    >
      {query.isPending && <Skeleton height={ROWS_PX} />}
      {query.isError && rows === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {rows?.length === 0 && (
        <Stack align="flex-start" gap="sm">
          <Text size="sm" c="dimmed">
            {none}
          </Text>
          {next}
        </Stack>
      )}
      {rows !== undefined && rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.map((one) => {
            const { path, name, beside, iso } = row(one);
            return (
              <li key={one.id}>
                {path === undefined ? (
                  <span>{name}</span>
                ) : (
                  <Anchor component={Link} to={path} inherit underline="hover">
                    {name}
                  </Anchor>
                )}
                {beside}
                <span className={classes.time}>
                  <TimeText iso={iso} />
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
