import { Button, Skeleton, Stack, Table, Text, Tooltip } from '@mantine/core';
import type { SalesReportView } from '@kassahook/contracts/sales';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { barShare } from '../../ui/barShare.js';
import { Card } from '../../ui/Card.js';
import classes from './HourBars.module.css';

type Hour = SalesReportView['hours'][number];

const HOURS = 24;
const CHART_PX = 180;
const LABELLED_EVERY = 3;
/** `2026-11-22T14:00:00.000`: where the wall clock's hour is. */
const [HOUR_FROM, HOUR_TO] = [11, 13];

/** Revenue by local hour: bars, and the same numbers as a table. @param hours undefined while they are not known */
export function HourBars({ hours }: { hours: readonly Hour[] | undefined }) {
  const { t } = useTranslation('overview');
  const { t: words } = useTranslation();
  const mayWrite = useMay('write');
  const [isTable, setTable] = useState(false);
  return (
    <Card
      isLive
      title={t('hours.title')}
      action={
        hours &&
        hours.length > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={() => setTable(!isTable)}>
            {t(isTable ? 'hours.asChart' : 'hours.asTable')}
          </Button>
        )
      }
    >
      {hours === undefined && <Skeleton height={CHART_PX} />}
      {hours?.length === 0 && (
        <Stack align="flex-start" gap="sm" h={CHART_PX}>
          <Text size="sm" c="dimmed">
            {t('hours.none')}
          </Text>
          {mayWrite && (
            <Button component={Link} to="/fiscalise" variant="default" size="xs">
              {words('places.fiscalise')}
            </Button>
          )}
        </Stack>
      )}
      {hours && hours.length > 0 && (isTable ? <HourTable hours={hours} /> : <Bars hours={hours} />)}
    </Card>
  );
}

function Bars({ hours }: { hours: readonly Hour[] }) {
  const { t } = useTranslation('overview');
  const { money } = useFormat();
  const byHour = new Map(hours.map((hour) => [hourOf(hour), hour]));
  const most = Math.max(1, ...hours.map(({ total }) => total.value));
  // One for all of them: twenty-four, each with listeners of its own, were a good part of the first view.
  const [hovered, setHovered] = useState<{ slot: HTMLElement; words: string } | null>(null);
  return (
    <div className={classes.chart} role="group" aria-label={t('hours.chart')} style={{ height: CHART_PX }}>
      {Array.from({ length: HOURS }, (_, place) => {
        const hour = byHour.get(place);
        const value = hour?.total.value ?? 0;
        const words = t('hours.bar', {
          hour: clock(place),
          sum: money(value),
          count: hour?.total.count ?? 0,
        });
        return (
          <div
            key={place}
            className={classes.slot}
            role="img"
            aria-label={words}
            onMouseEnter={({ currentTarget }) => setHovered({ slot: currentTarget, words })}
            onMouseLeave={() => setHovered(null)}
          >
            <div
              className={classes.bar}
              data-empty={value <= 0 || undefined}
              style={{ height: `${barShare(value, most) * 100}%` }}
            />
            <span className={classes.label} aria-hidden>
              {place % LABELLED_EVERY === 0 ? place : ''}
            </span>
          </div>
        );
      })}
      {hovered && <Tooltip key={hovered.words} opened target={hovered.slot} label={hovered.words} />}
    </div>
  );
}

function HourTable({ hours }: { hours: readonly Hour[] }) {
  const { t } = useTranslation('overview');
  const { money, number } = useFormat();
  return (
    <Table aria-label={t('hours.chart')} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('hours.hour')}</Table.Th>
          <Table.Th ta="right">{t('sales.receipts')}</Table.Th>
          <Table.Th ta="right">{t('sales.sum')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {hours.map((hour) => (
          <Table.Tr key={hour.at}>
            <Table.Td>{clock(hourOf(hour))}</Table.Td>
            <Table.Td ta="right" className="numbers">
              {number(hour.total.count)}
            </Table.Td>
            <Table.Td ta="right" className="numbers">
              {money(hour.total.value)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function hourOf({ localTime }: Hour): number {
  return Number(localTime.slice(HOUR_FROM, HOUR_TO));
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
