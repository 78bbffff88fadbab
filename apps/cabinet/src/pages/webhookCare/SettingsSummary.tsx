import { Anchor } from '@mantine/core';
import type { components } from '@kassahook/client';
import { ENTITY_FLAGS, type EntityFlag } from '@kassahook/domain/eventType';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { TimeText } from '../../ui/TimeText.js';
import { ACTION_WORDS, FLAG_WORDS } from '../webhooks/eventWords.js';
import classes from './WebhookPage.module.css';

/** What a webhook is set to, read; changing it is another page. */
export function SettingsSummary({ webhook }: { webhook: components['schemas']['Webhook'] }) {
  const { t } = useTranslation('webhookCare');
  const { duration, number } = useFormat();
  const mayManage = useMay('webhooks');
  const heard = useHeardEvents(webhook);
  const { timeoutMs, maxPerSecond, batch, headers, filter, deviceIds, shopIds, createdAt } = webhook;
  const names = Object.keys(headers);
  const settings: [label: string, text: string][] = [
    [t('settings.events'), heard],
    [t('settings.timeout'), duration(timeoutMs)],
    [
      t('settings.rate'),
      maxPerSecond === null ? t('settings.noRate') : t('settings.perSecond', { count: maxPerSecond }),
    ],
    [
      t('settings.batch'),
      batch === null
        ? t('settings.noBatch')
        : t('settings.batchOf', { count: batch.maxEvents, wait: duration(batch.maxWaitMs) }),
    ],
    [t('settings.headers'), names.length === 0 ? t('settings.none') : names.join(', ')],
    [t('settings.filter'), t(filter === null ? 'settings.noFilter' : 'settings.hasFilter')],
    [
      t('settings.tills'),
      deviceIds === null && shopIds === null
        ? t('settings.allTills')
        : t('settings.someTills', {
            devices: number(deviceIds?.length ?? 0),
            shops: number(shopIds?.length ?? 0),
          }),
    ],
  ];
  return (
    <Card
      title={t('settings.title')}
      action={
        mayManage && (
          <Anchor component={Link} to={`/webhooks/${webhook.id}/edit`} size="sm">
            {t('settings.change')}
          </Anchor>
        )
      }
    >
      <dl className={classes.settings}>
        {settings.map(([label, text]) => (
          <div key={label} className={classes.setting}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div className={classes.setting}>
          <dt>{t('settings.created')}</dt>
          <dd>
            <TimeText iso={createdAt} isExact />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

/** `Receipts, Shifts (create, update)`: the actions only where not all of them are heard. */
function useHeardEvents({ types, events }: components['schemas']['Webhook']): string {
  const { t } = useTranslation('webhookCare');
  const { t: words, i18n } = useTranslation('webhooks');
  const said = ENTITY_FLAGS.filter((flag: EntityFlag) => events[flag].length > 0).map((flag) => {
    const entity = words(FLAG_WORDS[flag]);
    if (types[flag]) return entity;
    const actions = events[flag].map((action) => words(ACTION_WORDS[action])).join(', ');
    return t('settings.someActions', { entity, actions });
  });
  if (said.length === 0) return t('settings.noEvents');
  return new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(said);
}
