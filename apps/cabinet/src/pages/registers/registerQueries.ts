import type { components } from '@kassahook/client';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { lastReceiptsOf } from './lastReceipts.js';

export type Register = components['schemas']['Device'];
export type RegisterDetail = components['schemas']['DeviceDetail'];
export type Registration = components['schemas']['DeviceRegistration'];

/** Registers that one query of a journal may name. */
const DEVICES_MAX = 200;
/** Receipts among which the last one of each busy register is. */
const RECENT_RECEIPTS = 50;
const OPEN_SHIFTS_MAX = 1_000;
/** Rows of a journal on a register's own page. */
const LAST_ROWS = 5;

/** Every shop; the same memory as the names of shops. */
export const shopsQuery = queryOptions({
  queryKey: ['devices', 'shops'],
  queryFn: () => api.get('/api/shops'),
});

/** The shifts that are open now, of all registers. */
export const openShiftsQuery = queryOptions({
  queryKey: ['shifts', 'open'],
  queryFn: async ({ signal }) => {
    const { data } = await api.get('/api/shifts', {
      query: { status: 'OPENED', limit: OPEN_SHIFTS_MAX },
      signal,
    });
    return data;
  },
});

/** The last receipt of each register. */
export const lastReceiptsQuery = (deviceIds: readonly number[]) =>
  queryOptions({
    queryKey: ['receipts', 'last', deviceIds],
    queryFn: ({ signal }) =>
      lastReceiptsOf(deviceIds.slice(0, DEVICES_MAX), async (ids) => {
        const { data } = await api.get('/api/receipts', {
          query: { devices: ids.join(','), limit: RECENT_RECEIPTS },
          signal,
        });
        return data;
      }),
  });

export const registerQuery = (id: number) =>
  queryOptions({
    queryKey: ['devices', 'one', id],
    queryFn: ({ signal }) => api.get('/api/devices/{id}', { path: { id }, signal }),
  });

/** The registration with the tax office. Whether there is one is said of the register: a page need not ask for what is not there. */
export const registrationQuery = (id: number) =>
  queryOptions({
    queryKey: ['devices', 'registration', id],
    queryFn: ({ signal }) => api.get('/api/devices/{id}/registration', { path: { id }, signal }),
  });

const lastOf = (id: number) => ({ devices: String(id), limit: LAST_ROWS });

export const shiftsOfQuery = (id: number) =>
  queryOptions({
    queryKey: ['shifts', 'ofRegister', id],
    queryFn: ({ signal }) => api.get('/api/shifts', { query: lastOf(id), signal }),
  });

export const cashOfQuery = (id: number) =>
  queryOptions({
    queryKey: ['encashments', 'ofRegister', id],
    queryFn: ({ signal }) => api.get('/api/encashments', { query: lastOf(id), signal }),
  });

export const receiptsOfQuery = (id: number) =>
  queryOptions({
    queryKey: ['receipts', 'ofRegister', id],
    queryFn: ({ signal }) => api.get('/api/receipts', { query: lastOf(id), signal }),
  });
