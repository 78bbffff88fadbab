import type {
  CloseShiftBody,
  DeviceEncashmentBody,
  DeviceReceiptBody,
  OpenShiftBody,
} from '@kassahook/contracts/device';
import type { Clock } from '@kassahook/platform/clock';
import { documentIdOf } from '@kassahook/platform/ids';
import { shiftIdOf, type createKnownShifts } from './knownShifts.js';
import type { Register } from './registers.js';

/** What is added to a register's document before it is stored. */
interface Stamp {
  _id: string;
  accountId: string;
  deviceId: number;
  shopId: number;
}
type Dated<Body> = Omit<Body, 'localDate'> & { localDate: string };

/** A document as it is stored: of a repeat, the one that was there already. */
export interface Stored<Document> {
  document: Document;
  /** As it is shown, as JSON text, when its event has it: it need not be made twice. */
  shown?: string;
}

/** The journals, as far as registers write them. A repeat that says something else is an AppError CONFLICT. */
export interface Journal<Shift, Receipt, Encashment> {
  openShift(shift: Stamp & Omit<OpenShiftBody, 'openedAt'> & { openedAt: Date }): Promise<Stored<Shift>>;
  closeShift(closing: {
    accountId: string;
    id: string;
    closedAt: Date;
    totals?: CloseShiftBody['totals'];
  }): Promise<Stored<Shift>>;
  addReceipt(receipt: Stamp & Dated<DeviceReceiptBody>): Promise<Stored<Receipt>>;
  addEncashment(encashment: Stamp & Dated<DeviceEncashmentBody>): Promise<Stored<Encashment>>;
}

export interface DeviceReportsDeps<Shift, Receipt, Encashment> {
  journal: Journal<Shift, Receipt, Encashment>;
  knownShifts: ReturnType<typeof createKnownShifts>;
  clock: Clock;
}

/**
 * What registers report. Ids are made of a document's own numbers, so a repeat after a lost answer meets the stored document and is
 * answered as the first time. Numbers of receipts and encashments begin again with each shift.
 */
export function createDeviceReports<Shift, Receipt, Encashment>({
  journal,
  knownShifts,
  clock,
}: DeviceReportsDeps<Shift, Receipt, Encashment>) {
  return {
    async openShift(register: Register, body: OpenShiftBody): Promise<Shift> {
      const openedAt = body.openedAt ?? new Date(clock.now());
      const _id = shiftIdOf(register, body.number);
      const { document } = await journal.openShift({ ...body, ...stamp(register, _id), openedAt });
      knownShifts.add(register, body.number);
      return document;
    },

    async closeShift(register: Register, number: number, body: CloseShiftBody): Promise<Shift> {
      const { accountId } = register;
      const closedAt = body.closedAt ?? new Date(clock.now());
      const id = shiftIdOf(register, number);
      return (await journal.closeShift({ accountId, id, closedAt, totals: body.totals })).document;
    },

    async addReceipt(register: Register, body: DeviceReceiptBody): Promise<Stored<Receipt>> {
      await knownShifts.require(register, body.shiftId);
      const _id = documentIdOf('receipt', register.accountId, register.deviceId, body.shiftId, body.number);
      const localDate = body.localDate ?? wallClock(register, body.date);
      return journal.addReceipt({ ...body, ...stamp(register, _id), localDate });
    },

    async addEncashment(register: Register, body: DeviceEncashmentBody): Promise<Stored<Encashment>> {
      await knownShifts.require(register, body.shiftId);
      const _id = documentIdOf(
        'encashment',
        register.accountId,
        register.deviceId,
        body.shiftId,
        body.number,
      );
      const localDate = body.localDate ?? wallClock(register, body.date);
      return journal.addEncashment({ ...body, ...stamp(register, _id), localDate });
    },
  };
}

function stamp({ accountId, deviceId, shopId }: Register, _id: string): Stamp {
  return { _id, accountId, deviceId, shopId };
}

/** The shop's wall clock at an instant: ISO 8601 without an offset. */
export function wallClock({ timezoneOffsetMinutes }: Register, instant: Date): string {
  return new Date(instant.getTime() + timezoneOffsetMinutes * 60_000).toISOString().slice(0, -1);
}
