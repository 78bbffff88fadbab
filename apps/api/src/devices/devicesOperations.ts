import { z } from 'zod';
import {
  deviceCreateBody,
  deviceDetailView,
  devicePatchBody,
  deviceRegistrationBody,
  deviceRegistrationView,
  deviceTokenView,
  deviceView,
  registeredDeviceView,
} from '@kassahook/contracts/deviceEntity';
import { serialId } from '@kassahook/contracts/entityFields';
import { pageQuery } from '@kassahook/contracts/page';
import { TOTAL_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { DEVICES_PATH } from './devicesRoutes.js';

const tag = 'Devices';
const params = z.object({ id: serialId });
const device = { id: 17, name: 'Касса 1', groupId: 4, sort: 0, timezoneOffset: 180 };
const deviceToken = 'kh_6kWbqz3N0tZl5vYJm1QeXgRfS2uHcPa8dTiOoLwEyBk';
const registrationBody = {
  registryNumber: '0000000001012345',
  fnNumber: '9960440300000001',
  ofd: 'Первый ОФД',
  taxModes: ['SIMPLE'],
  address: 'Москва, ул. Лесная, 5',
  registeredAt: '2026-01-15T00:00:00.000Z',
};
const registration = {
  description: 'The registration.',
  schema: deviceRegistrationView,
  example: { deviceId: device.id, ...registrationBody },
};

/** The endpoints of registers as their owner sees them, described. */
export const devicesOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: DEVICES_PATH,
    operationId: 'listDevices',
    tag,
    summary: 'List the registers, in their owner’s order',
    scopes: ['read'],
    query: pageQuery,
    answers: {
      200: {
        description: 'A page of the registers.',
        schema: z.array(deviceView),
        example: [device],
        headers: TOTAL_HEADER,
      },
    },
  },
  {
    method: 'post',
    path: DEVICES_PATH,
    operationId: 'registerDevice',
    tag,
    summary: 'Register a cash register',
    description:
      'Makes a DEVICE CREATE event. The answer has the token that the register reports with; it is shown this once. `groupId` is the shop.',
    scopes: ['write'],
    showsSecretOnce: true,
    body: deviceCreateBody,
    bodyExample: { name: device.name, groupId: device.groupId },
    answers: {
      201: {
        description: 'The register and its token.',
        schema: registeredDeviceView,
        example: { ...device, deviceToken },
      },
    },
  },
  {
    method: 'get',
    path: `${DEVICES_PATH}/:id`,
    operationId: 'getDevice',
    tag,
    summary: 'Get a register',
    scopes: ['read'],
    params,
    answers: {
      200: {
        description: 'The register; `isRegistered` says whether it has a registration.',
        schema: deviceDetailView,
        example: { ...device, isRegistered: true },
      },
    },
  },
  {
    method: 'patch',
    path: `${DEVICES_PATH}/:id`,
    operationId: 'updateDevice',
    tag,
    summary: 'Change what is given of a register',
    scopes: ['write'],
    params,
    body: devicePatchBody,
    bodyExample: { name: 'Касса у входа' },
    answers: {
      200: {
        description: 'The register.',
        schema: deviceView,
        example: { ...device, name: 'Касса у входа' },
      },
    },
  },
  {
    method: 'post',
    path: `${DEVICES_PATH}/:id/token`,
    operationId: 'replaceDeviceToken',
    tag,
    summary: 'Give a register another token',
    description: 'Shown this once. The tokens that the register had stop working within seconds.',
    scopes: ['write'],
    showsSecretOnce: true,
    params,
    answers: {
      201: {
        description: 'The new token.',
        schema: deviceTokenView,
        example: { deviceId: device.id, deviceToken },
      },
    },
  },
  {
    method: 'get',
    path: `${DEVICES_PATH}/:id/registration`,
    operationId: 'getDeviceRegistration',
    tag,
    summary: 'Get a register’s fiscal registration',
    scopes: ['read'],
    params,
    answers: { 200: registration },
  },
  {
    method: 'put',
    path: `${DEVICES_PATH}/:id/registration`,
    operationId: 'putDeviceRegistration',
    tag,
    summary: 'Set a register’s fiscal registration',
    description: 'Makes a DEVICE_REGISTRATION event: CREATE the first time, UPDATE when something changes.',
    scopes: ['write'],
    params,
    body: deviceRegistrationBody,
    bodyExample: registrationBody,
    answers: {
      200: registration,
      201: { ...registration, description: 'The registration, set for the first time.' },
    },
  },
];
