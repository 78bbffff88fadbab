import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OperationStatus } from './operation.js';
import classes from './OperationSteps.module.css';

type StepState = 'done' | 'now' | 'failed' | 'next';

/** The way of an operation, and where it is on it: accepted, taken by its register, printed. */
export function OperationSteps({ status }: { status: OperationStatus }) {
  const { t } = useTranslation('operations');
  const isOver = status === 'SUCCESS' || status === 'ERROR';
  const waits = status === 'PENDING';
  const last: StepState = status === 'SUCCESS' ? 'done' : status === 'ERROR' ? 'failed' : 'next';
  const end = { SUCCESS: t('steps.done'), ERROR: t('steps.failed') };
  const steps: { word: string; state: StepState }[] = [
    { word: t('steps.sent'), state: 'done' },
    ...(status === 'ERROR'
      ? []
      : [
          {
            word: waits ? t('steps.queued') : t('steps.printing'),
            state: isOver ? ('done' as const) : ('now' as const),
          },
        ]),
    { word: isOver ? end[status] : t('steps.printed'), state: last },
  ];
  return (
    <ol className={classes.steps} aria-label={t('steps.label')} aria-live="polite">
      {steps.map(({ word, state }) => (
        <li
          key={word}
          className={classes.step}
          data-state={state}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className={classes.dot} aria-hidden>
            {state === 'done' && <IconCheck size={14} stroke={2.4} />}
            {state === 'failed' && <IconX size={14} stroke={2.4} />}
          </span>
          {word}
        </li>
      ))}
    </ol>
  );
}
