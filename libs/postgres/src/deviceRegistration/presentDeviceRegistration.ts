import type { DeviceRegistrationRow, TaxMode } from './deviceRegistrationModel.js';

/** A register's fiscal registration as the API and the events show it. */
export interface DeviceRegistration {
  deviceId: number;
  registryNumber: string;
  fnNumber: string;
  ofd: string;
  taxModes: TaxMode[];
  address: string;
  /** ISO 8601, UTC. */
  registeredAt: string;
}

export function presentDeviceRegistration(row: DeviceRegistrationRow): DeviceRegistration {
  return {
    deviceId: row.deviceId,
    registryNumber: row.registryNumber,
    fnNumber: row.fnNumber,
    ofd: row.ofd,
    taxModes: row.taxModes,
    address: row.address,
    registeredAt: row.registeredAt.toISOString(),
  };
}
