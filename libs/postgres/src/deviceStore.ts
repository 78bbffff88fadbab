import { literal, type Transaction } from 'sequelize';
import { scopedTo } from './accountScope.js';
import { presentDevice, type Device } from './device/presentDevice.js';
import {
  presentDeviceRegistration,
  type DeviceRegistration,
} from './deviceRegistration/presentDeviceRegistration.js';
import { given } from './given.js';
import type { ListPage } from './ownedStore.js';
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

export interface PutRegistration {
  registration: DeviceRegistration;
  isNew: boolean;
}

/** A register to be, and what is stored of its token (`hashToken`). */
export interface NewRegister {
  accountId: string;
  input: DeviceInput;
  tokenHash: string;
}

/**
 * Creates the store of cash registers and their fiscal registrations; both bear events.
 * @throws from each call: AppError NOT_FOUND for another account's register, VALIDATION_FAILED
 */
export function createDeviceStore(postgres: Postgres) {
  const { device, deviceRegistration, apiToken } = postgres.models;

  function addToken({ accountId, id }: DeviceKey, tokenHash: string, transaction: Transaction) {
    const token = { accountId, deviceId: id, name: `device ${id}`, tokenHash, scopes: ['device' as const] };
    return apiToken.create(token, { transaction });
  }

  async function createRow(
    accountId: string,
    { groupId, ...input }: DeviceInput,
    transaction: Transaction,
  ): Promise<Device> {
    const row = await device.create(
      { ...given(input), name: input.name, accountId, shopId: groupId },
      { transaction },
    );
    return presentDevice(row);
  }

  return {
    create: (accountId: string, input: DeviceInput): Promise<Device> =>
      storeWrite(postgres, (transaction) => createRow(accountId, input, transaction)),

    /** Creates a register together with the token that it reports with: neither is there without the other. */
    register: ({ accountId, input, tokenHash }: NewRegister): Promise<Device> =>
      storeWrite(postgres, async (transaction) => {
        const created = await createRow(accountId, input, transaction);
        await addToken({ accountId, id: created.id }, tokenHash, transaction);
        const target = { targetType: 'device', targetId: String(created.id) } as const;
        const details = { name: created.name };
        await postgres.auditTrail.record(
          [{ accountId, action: 'device.registered', ...target, details }],
          transaction,
        );
        return created;
      }),

    /** Gives a register another token; those that it had are revoked, so that exactly one works. */
    replaceToken: (key: DeviceKey, tokenHash: string): Promise<void> =>
      storeWrite(postgres, async (transaction) => {
        const { accountId, id } = key;
        // Two at once queue up here; else both new tokens would stay.
        const lock = transaction.LOCK.NO_KEY_UPDATE;
        const { name } = await scopedTo(device, accountId).get(id, { transaction, lock });
        const [revoked] = await apiToken.update(
          { revokedAt: literal('CURRENT_TIMESTAMP') },
          { where: { accountId, deviceId: id, revokedAt: null }, transaction },
        );
        await addToken(key, tokenHash, transaction);
        const target = { targetType: 'device', targetId: String(id) } as const;
        await postgres.auditTrail.record(
          [{ accountId, action: 'device.token_replaced', ...target, details: { name, revoked } }],
          transaction,
        );
      }),

    async list(accountId: string, page: { limit: number; offset: number }): Promise<ListPage<Device>> {
      const rows = scopedTo(device, accountId);
      const [items, total] = await Promise.all([rows.list({ ...page, order: ['sort', 'id'] }), rows.count()]);
      return { items: items.map(presentDevice), total };
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

    /** Sets the registration of a register, for the first time (`isNew`) or again. */
    putRegistration: ({ accountId, id }: DeviceKey, input: RegistrationInput): Promise<PutRegistration> =>
      storeWrite(postgres, async (transaction) => {
        await scopedTo(device, accountId).get(id, { transaction, lock: transaction.LOCK.KEY_SHARE });
        const values = { ...input, deviceId: id, accountId };
        const [row, isNew] = await deviceRegistration.upsert(values, { transaction });
        return { registration: presentDeviceRegistration(row), isNew: isNew === true };
      }),
  };
}
