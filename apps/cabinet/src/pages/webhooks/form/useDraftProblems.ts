import { headerNameProblem, headerValueProblem } from '@kassahook/contracts/webhookHeaders';
import type { ParseKeys } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/useFormat.js';
import { isWebhookSecret } from './secretProblem.js';
import { urlProblem, type UrlProblem } from './urlProblem.js';
import { useProblemText } from '../../../ui/useProblemText.js';
import type { DraftPair, WebhookDraft } from './webhookDraft.js';

/** The API's own limits (libs/contracts/src/webhook.ts). */
export const LIMITS = {
  description: 500,
  timeoutSeconds: { min: 1, max: 30 },
  maxPerSecond: { min: 1, max: 1_000 },
  batchEvents: { min: 2, max: 100 },
  batchWaitSeconds: { min: 0.1, max: 60 },
  headers: 10,
  metadata: { entries: 20, name: 40, value: 500 },
} as const;

export const URL_WORDS: Readonly<Record<UrlProblem, ParseKeys<'webhookForm'>>> = {
  empty: 'url.empty',
  tooLong: 'url.tooLong',
  spaces: 'url.spaces',
  scheme: 'url.scheme',
  invalid: 'url.invalid',
  credentials: 'url.credentials',
  fragment: 'url.fragment',
  host: 'url.host',
};

/** What is wrong with a draft, in words, by the field's name; empty when it can be sent. */
export function useDraftProblems(): (draft: WebhookDraft) => Record<string, string> {
  const { t } = useTranslation('webhookForm');
  const say = useProblemText();
  const { number } = useFormat();
  return useCallback(
    (draft: WebhookDraft) => {
      const problems: Record<string, string> = {};
      const url = urlProblem(draft.url.trim());
      if (url !== null) problems['url'] = t(URL_WORDS[url]);
      if (draft.description.length > LIMITS.description) {
        problems['description'] = t('problem.textLong', { limit: LIMITS.description });
      }
      if (draft.mask === 0) problems['mask'] = t('events.none');
      if (draft.isFilterBroken) problems['filter'] = t('filter.broken');

      const range = (field: string, value: number | string, { min, max }: { min: number; max: number }) => {
        const isIn = value !== '' && Number(value) >= min && Number(value) <= max;
        if (!isIn) problems[field] = t('problem.range', { min: number(min), max: number(max) });
      };
      range('timeoutSeconds', draft.timeoutSeconds, LIMITS.timeoutSeconds);
      if (draft.maxPerSecond !== '') range('maxPerSecond', draft.maxPerSecond, LIMITS.maxPerSecond);
      if (draft.isBatched) {
        range('batchEvents', draft.batchEvents, LIMITS.batchEvents);
        range('batchWaitSeconds', draft.batchWaitSeconds, LIMITS.batchWaitSeconds);
      }
      eachFilled(draft.headers, ({ name, value }, place) => {
        const problem = headerNameProblem(name.trim());
        if (problem !== null) problems[`headers.${place}.name`] = say(problem);
        else if (isTwice(draft.headers, place)) problems[`headers.${place}.name`] = t('pairs.twice');
        const valueProblem = headerValueProblem(value);
        if (valueProblem !== null) problems[`headers.${place}.value`] = say(valueProblem);
      });
      eachFilled(draft.metadata, ({ name, value }, place) => {
        const { name: nameMax, value: valueMax } = LIMITS.metadata;
        if (name.trim() === '') problems[`metadata.${place}.name`] = t('pairs.nameless');
        else if (name.trim().length > nameMax) {
          problems[`metadata.${place}.name`] = t('problem.textLong', { limit: nameMax });
        } else if (isTwice(draft.metadata, place)) problems[`metadata.${place}.name`] = t('pairs.twice');
        if (value.length > valueMax) {
          problems[`metadata.${place}.value`] = t('problem.textLong', { limit: valueMax });
        }
      });
      const secret = draft.secret.trim();
      if (secret !== '' && !isWebhookSecret(secret)) problems['secret'] = t('secret.wrong');
      return problems;
    },
    [t, say, number],
  );
}

/** Rows that are left empty are no entries, and nothing is wrong with them. */
function eachFilled(pairs: readonly DraftPair[], check: (pair: DraftPair, place: number) => void): void {
  pairs.forEach((pair, place) => {
    if (pair.name.trim() !== '' || pair.value !== '') check(pair, place);
  });
}

/** Headers differ by more than case; so do, for people, entries of notes. */
function isTwice(pairs: readonly DraftPair[], place: number): boolean {
  const name = pairs[place]?.name.trim().toLowerCase();
  return pairs.findIndex((pair) => pair.name.trim().toLowerCase() === name) < place;
}
