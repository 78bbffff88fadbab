import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from './client.js';

/** Every register of the account; there are few, and their names are on every page. */
export const registersQuery = queryOptions({
  queryKey: ['devices', 'names'],
  queryFn: () => api.get('/api/devices'),
});

/** The registers and their names by id; a register that is gone is named by its number. */
export function useRegisters() {
  const { data } = useQuery(registersQuery);
  return useMemo(() => {
    const names = new Map(data?.map(({ id, name }) => [id, name]));
    return { registers: data ?? [], nameOf: (id: number): string => names.get(id) ?? `№ ${id}` };
  }, [data]);
}
