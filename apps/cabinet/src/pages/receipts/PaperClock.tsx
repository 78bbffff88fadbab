import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/TimeText.js';
import { isReadersClock, paperZone } from './paperClock.js';
import type { Receipt } from './receiptWords.js';

/** When a receipt was printed, by the reader's clock; and whose clock is on the paper, where it is another one. */
export function PaperClock({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipts');
  const zone = paperZone(receipt);
  const words = zone === null ? t('byYourClock') : t('byYourClockIn', { zone });
  return (
    <Text span size="sm" c="dimmed">
      <TimeText iso={receipt.date} isExact />
      {!isReadersClock(receipt) && ` ${words}`}
    </Text>
  );
}
