import { scopedTo } from './accountScope.js';
import { presentDevice, type Device } from './device/presentDevice.js';
import {
  presentDeviceRegistration,
  type DeviceRegistration,
} from './deviceRegistration/presentDeviceRegistration.js';
import { given } from './given.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

export interface DeviceInput {
  name: string;
  /** The shop. */
  groupId: number;
  sort?: number | undefined;
  /** Minutes east of UTC; default Moscow. */
  timezoneOffset?: number | undefined;
}
export type DevicePatch = { [Field in keyof DeviceInput]?: DeviceInput[Field] | undefined };

export type RegistrationInput = Omit<DeviceRegistration, 'deviceId' | 'registeredAt'> & {
  registeredAt: Date;
};

/** Which register of which account. */
export interface DeviceKey {
  accountId: string;
  id: number;
}

/** A register and its fiscal registration, if it has one. */
export interface RegisteredDevice {
  device: Device;
  registration: DeviceRegistration | null;
}

/**
 * Creates the store of cash registers and their fiscal registrations; both bear events.
 * @throws from each call: AppError NOT_FOUND for another account's register, VALIDATION_FAILED
 */
export function createDeviceStore(postgres: Postgres) {
  const { device, deviceRegistration } = postgres.models;
  return {
    create: (accountId: string, { groupId, ...input }: DeviceInput): Promise<Device> =>
      storeWrite(postgres, async (transaction) => {
        const row = await device.create(
          { ...given(input), name: input.name, accountId, shopId: groupId },
          { transaction },
        );
        return presentDevice(row);
      }),

    async list(accountId: string): Promise<Device[]> {
      const rows = await scopedTo(device, accountId).list({ order: ['sort', 'id'] });
      return rows.map(presentDevice);
    },

    async get({ accountId, id }: DeviceKey): Promise<RegisteredDevice> {
      const [row, registration] = await Promise.all([
        scopedTo(device, accountId).get(id),
        scopedTo(deviceRegistration, accountId).find(id),
      ]);
      return {
        device: presentDevice(row),
        registration: registration && presentDeviceRegistration(registration),
      };
    },

    patch: ({ accountId, id }: DeviceKey, { groupId, ...patch }: DevicePatch): Promise<Device> =>
      storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(device, accountId).get(id, { transaction, lock: transaction.LOCK.UPDATE });
        await row.update(given({ ...patch, shopId: groupId }), { transaction });
        return presentDevice(row);
      }),

    /** Sets the registration of a register, for the first time or again. */
    putRegistration: ({ accountId, id }: DeviceKey, input: RegistrationInput): Promise<DeviceRegistration> =>
      storeWrite(postgres, async (transaction) => {
        await scopedTo(device, accountId).get(id, { transaction, lock: transaction.LOCK.KEY_SHARE });
        const [row] = await deviceRegistration.upsert({ ...input, deviceId: id, accountId }, { transaction });
        return presentDeviceRegistration(row);
      }),
  };
}
