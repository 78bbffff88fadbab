import { z } from 'zod';
import { nameText, orDefault, requiredTextOrNumber, serialId, sortPlace } from './entityFields.js';
import { instantText, shownInstant } from './instantText.js';

/*
 * What `/api/devices` takes and shows: cash registers as their owner sees them. What a register itself reports is in device.ts.
 * Unknown fields are ignored.
 */

/** Taxation systems that a register may be registered for. */
export const TAX_MODES = ['DEFAULT', 'SIMPLE', 'SIMPLE_WO', 'ENVD', 'AGRICULT', 'PATENT'] as const;

/** Minutes east of UTC, from the westernmost zone to the easternmost. */
const timezoneOffset = z.int().min(-720).max(840);

/** `POST /api/devices`: registers a cash register. `groupId` is the shop. */
export const deviceCreateBody = z.object({
  name: nameText,
  groupId: serialId,
  sort: orDefault(sortPlace),
  timezoneOffset: orDefault(timezoneOffset),
});

/** `PATCH /api/devices/:id` */
export const devicePatchBody = deviceCreateBody.extend({
  name: orDefault(nameText),
  groupId: orDefault(serialId),
});

/** A cash register as the API and the events show it. */
export const deviceView = z.object({
  id: serialId,
  name: z.string(),
  groupId: serialId,
  sort: z.int(),
  timezoneOffset: z.int(),
});
export type DeviceView = z.infer<typeof deviceView>;
/** The answer to `GET /api/devices/:id`: whether it has a registration, too. */
export const deviceDetailView = deviceView.extend({ isRegistered: z.boolean() });
export type DeviceDetailView = z.infer<typeof deviceDetailView>;

/** The token that a register reports with; shown once, stored as a hash. */
const deviceToken = z.string();
/** The answer to `POST /api/devices`. */
export const registeredDeviceView = deviceView.extend({ deviceToken });
/** The answer to `POST /api/devices/:id/token`. */
export const deviceTokenView = z.object({ deviceId: serialId, deviceToken });

/** `PUT /api/devices/:id/registration`: a register's registration with the tax office. Without `registeredAt` it is now. */
export const deviceRegistrationBody = z.object({
  registryNumber: requiredTextOrNumber(32),
  fnNumber: requiredTextOrNumber(32),
  /** The operator of fiscal data. */
  ofd: nameText,
  taxModes: z
    .array(z.enum(TAX_MODES))
    .min(1)
    .max(100)
    .transform((modes) => [...new Set(modes)]),
  address: z.string().min(1).max(1_024),
  registeredAt: orDefault(instantText('start')),
});

/** A registration as the API and the events show it. */
export const deviceRegistrationView = z.object({
  deviceId: serialId,
  registryNumber: z.string(),
  fnNumber: z.string(),
  ofd: z.string(),
  taxModes: z.array(z.enum(TAX_MODES)),
  address: z.string(),
  registeredAt: shownInstant,
});
export type DeviceRegistrationView = z.infer<typeof deviceRegistrationView>;
