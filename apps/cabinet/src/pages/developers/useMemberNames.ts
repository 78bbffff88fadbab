import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';

/** The names of the account's members by their ids; empty while they are read, and in words for one who has left. */
export function useMemberNames(): (userId: number) => string {
  const { t } = useTranslation('developers');
  // The same memory as the page of members.
  const { data } = useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => api.get('/api/members', { signal }),
  });
  return (userId) => {
    if (!data) return '';
    return data.find(({ id }) => id === userId)?.name ?? t('formerMember');
  };
}
