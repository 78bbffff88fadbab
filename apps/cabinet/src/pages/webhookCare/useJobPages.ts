import { useCallback, useEffect, useMemo } from 'react';
import type { components } from '@kassahook/client';
import { api } from '../../api/client.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';

export type Job = components['schemas']['RecoverWebhookAnswer'];

const PAGE_ROWS = 20;
/** A job that runs says so over the stream; asking as well keeps its bar moving when the stream is lost. */
const RUNNING_POLL_MS = 2_000;
const rowKey = ({ id }: Job): string => id;

/** Whether a job has not ended. */
export function isOpenJob({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** The jobs of a webhook, newest first, read again while one of them runs. */
export function useJobPages(webhookId: string) {
  const queryKey = useMemo(() => ['jobs', webhookId], [webhookId]);
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const answer = await api.answer.get('/api/jobs', {
        query: { webhookId, limit: PAGE_ROWS, ...(before !== undefined && { before }) },
        signal,
      });
      return pageOf<Job>(answer, answer.body);
    },
    [webhookId],
  );
  const jobs = usePages({ queryKey, load, rowKey });
  const { refreshTop, rows } = jobs;
  const isRunning = rows.some(isOpenJob);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => void refreshTop().catch(() => undefined), RUNNING_POLL_MS);
    return () => clearInterval(timer);
  }, [isRunning, refreshTop]);
  return jobs;
}
