import { Anchor, Stack } from '@mantine/core';
import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { StateBadge, type ShownState } from '../../ui/StateBadge.js';
import { useNow } from '../../ui/useNow.js';
import { attentionOf, shortUrl, type Attention } from './attention.js';

/** As the list of webhooks colours them. */
const BADGES: Readonly<Record<Attention['kind'], ShownState>> = {
  failing: 'dead',
  stoppedFailing: 'cancelled',
  stoppedGone: 'cancelled',
  resting: 'waiting',
  moreFailing: 'dead',
  moreStopped: 'cancelled',
  dead: 'dead',
  allStoppedByYou: 'cancelled',
  untried: 'waiting',
  fine: 'delivered',
};

/** In words, whether the webhooks are told: which one is not, since when, and where to look. */
export function WebhookAttention({ overview }: { overview: WebhookOverviewView }) {
  const nowMs = useNow();
  return (
    <Stack gap={6}>
      {attentionOf(overview, nowMs).map((line, place) => (
        <StateBadge key={place} state={BADGES[line.kind]} word={<Line line={line} />} isSentence />
      ))}
    </Stack>
  );
}

function Line({ line }: { line: Attention }) {
  const { t } = useTranslation('overview');
  const { dateTime, minuteAfter } = useFormat();
  switch (line.kind) {
    case 'failing':
    case 'stoppedFailing':
    case 'stoppedGone': {
      const key = line.at === null ? UNDATED[line.kind] : DATED[line.kind];
      return <Named line={line} says={t(key, { at: line.at === null ? '' : dateTime(line.at) })} />;
    }
    case 'resting':
      return <Named line={line} says={t('webhooks.resting', { at: minuteAfter(line.at) })} />;
    case 'moreFailing':
      return t('webhooks.moreFailing', { count: line.count });
    case 'moreStopped':
      return t('webhooks.moreStopped', { count: line.count });
    case 'dead':
      return t('webhooks.deadNow', { count: line.count });
    case 'allStoppedByYou':
      return t('webhooks.allStopped');
    case 'untried':
      return t('webhooks.untried');
    case 'fine':
      return t('webhooks.fine');
  }
}

/** The address comes first in both languages: a sentence with a link inside would bring `Trans` into the first download. */
function Named({
  line: { webhookId, url },
  says,
}: {
  line: { webhookId: string; url: string };
  says: string;
}) {
  return (
    <>
      <Anchor component={Link} to={`/webhooks/${webhookId}`} inherit underline="always">
        {shortUrl(url)}
      </Anchor>{' '}
      {says}
    </>
  );
}

const DATED = {
  failing: 'webhooks.failingSince',
  stoppedFailing: 'webhooks.stoppedAt',
  stoppedGone: 'webhooks.goneAt',
} as const;
const UNDATED = {
  failing: 'webhooks.failingNow',
  stoppedFailing: 'webhooks.stopped',
  stoppedGone: 'webhooks.gone',
} as const;
