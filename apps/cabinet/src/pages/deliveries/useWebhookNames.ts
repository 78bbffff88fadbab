import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { webhooksQuery } from '../webhooks/webhookQueries.js';

export interface NamedWebhook {
  id: string;
  url: string;
  /** The owner's words for it, else its address without the protocol. */
  name: string;
}

/** The webhooks that there are, by id; undefined while they are not known. Of a deleted one there is nothing to say but its id. */
export function useWebhookNames(): ReadonlyMap<string, NamedWebhook> | undefined {
  const { data } = useQuery(webhooksQuery);
  return useMemo(
    () =>
      data &&
      new Map(data.map(({ id, url, description }) => [id, { id, url, name: nameOf(url, description) }])),
    [data],
  );
}

function nameOf(url: string, description: string | null): string {
  return description?.trim() || url.replace(/^https?:\/\//, '');
}
