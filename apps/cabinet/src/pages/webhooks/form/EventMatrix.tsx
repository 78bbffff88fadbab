import { Checkbox, Stack, Text } from '@mantine/core';
import { ACTIONS, ENTITY_FLAGS, type Action, type EntityFlag } from '@kassahook/domain/eventType';
import { MASK_ALL, maskToActions, maskWithActions } from '@kassahook/domain/mask';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ACTION_WORDS, FLAG_WORDS, SHOWN_FLAGS } from '../eventWords.js';
import classes from './EventMatrix.module.css';

interface EventMatrixProps {
  mask: number;
  onChange: (mask: number) => void;
  error?: string | undefined;
}

/** What each row is about, so that nobody has to know the words. */
const MEANINGS: Readonly<Record<EntityFlag, ParseKeys<'webhookForm'>>> = {
  products: 'events.meaning.products',
  devices: 'events.meaning.devices',
  encashments: 'events.meaning.encashments',
  receipts: 'events.meaning.receipts',
  shifts: 'events.meaning.shifts',
  operations: 'events.meaning.operations',
  deviceRegistrations: 'events.meaning.deviceRegistrations',
};

/** The mask as it is: a row an entity, a column an action, a box a bit. */
export function EventMatrix({ mask, onChange, error }: EventMatrixProps) {
  const { t } = useTranslation(['webhookForm', 'webhooks']);
  const chosen = maskToActions(mask);
  const has = (flag: EntityFlag, action: Action): boolean => chosen[flag].includes(action);
  const set = (flags: readonly EntityFlag[], actions: readonly Action[], isOn: boolean): void => {
    const changed = flags.map((flag) => [
      flag,
      ACTIONS.filter((action) => (actions.includes(action) ? isOn : has(flag, action))),
    ]);
    onChange(maskWithActions(Object.fromEntries(changed) as Record<EntityFlag, Action[]>, mask));
  };
  const count = ENTITY_FLAGS.reduce((sum, flag) => sum + chosen[flag].length, 0);
  return (
    <Stack gap="xs">
      <div className={classes.frame}>
        <table className={classes.table} aria-label={t('webhookForm:events.label')}>
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  label={t('webhookForm:events.all')}
                  checked={mask === MASK_ALL}
                  indeterminate={mask !== 0 && mask !== MASK_ALL}
                  aria-invalid={error !== undefined || undefined}
                  onChange={({ currentTarget }) => onChange(currentTarget.checked ? MASK_ALL : 0)}
                />
              </th>
              {ACTIONS.map((action) => {
                const all = ENTITY_FLAGS.filter((flag) => has(flag, action)).length;
                return (
                  <th key={action} scope="col">
                    <label className={classes.column}>
                      {t(`webhooks:${ACTION_WORDS[action]}`)}
                      <Checkbox
                        aria-label={t('webhookForm:events.column', {
                          action: t(`webhooks:${ACTION_WORDS[action]}`),
                        })}
                        checked={all === ENTITY_FLAGS.length}
                        indeterminate={all > 0 && all < ENTITY_FLAGS.length}
                        onChange={({ currentTarget }) => set(ENTITY_FLAGS, [action], currentTarget.checked)}
                      />
                    </label>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {SHOWN_FLAGS.map((flag) => (
              <tr key={flag}>
                <th scope="row">
                  <Checkbox
                    label={t(`webhooks:${FLAG_WORDS[flag]}`)}
                    description={t(`webhookForm:${MEANINGS[flag]}`)}
                    classNames={{ description: classes.meaning ?? '' }}
                    checked={chosen[flag].length === ACTIONS.length}
                    indeterminate={chosen[flag].length > 0 && chosen[flag].length < ACTIONS.length}
                    onChange={({ currentTarget }) => set([flag], ACTIONS, currentTarget.checked)}
                  />
                </th>
                {ACTIONS.map((action) => (
                  <td key={action}>
                    <Checkbox
                      display="inline-block"
                      aria-label={t('webhookForm:events.cell', {
                        entity: t(`webhooks:${FLAG_WORDS[flag]}`),
                        action: t(`webhooks:${ACTION_WORDS[action]}`),
                      })}
                      checked={has(flag, action)}
                      onChange={({ currentTarget }) => set([flag], [action], currentTarget.checked)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {error !== undefined && (
        <Text size="sm" c="var(--state-dead)" role="alert">
          {error}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('webhookForm:events.chosen', { count })}
      </Text>
    </Stack>
  );
}
