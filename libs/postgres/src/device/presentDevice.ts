import type { DeviceRow } from './deviceModel.js';

/** A cash register as the API and the events show it. */
export interface Device {
  id: number;
  name: string;
  /** The shop that the register stands in. */
  groupId: number;
  sort: number;
  /** Minutes east of UTC. */
  timezoneOffset: number;
}

export function presentDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    name: row.name,
    groupId: row.shopId,
    sort: row.sort,
    timezoneOffset: row.timezoneOffset,
  };
}
