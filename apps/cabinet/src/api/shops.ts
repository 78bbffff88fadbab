import { useQuery } from '@tanstack/react-query';
import { api } from './client.js';

/** The name of a shop; undefined while it is not known. */
export function useShopName(shopId: number | undefined): string | undefined {
  const { data } = useQuery({ queryKey: ['devices', 'shops'], queryFn: () => api.get('/api/shops') });
  return data?.find(({ id }) => id === shopId)?.name;
}
