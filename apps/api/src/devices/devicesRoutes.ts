import type { Actor } from '@kassahook/contracts/audit';
import {
  deviceCreateBody,
  devicePatchBody,
  deviceRegistrationBody,
  type DeviceDetailView,
  type DeviceRegistrationView,
  type DeviceView,
} from '@kassahook/contracts/deviceEntity';
import type { PageQuery } from '@kassahook/contracts/page';
import type { z } from 'zod';
import type { Clock } from '@kassahook/platform/clock';
import { notFound } from '@kassahook/platform/errors';
import { actorOf } from '../http/actor.js';
import type { Authenticate } from '../http/authenticate.js';
import { answerPage, pageOf, type Page } from '../http/catalogueList.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { serialParam } from '../http/serialParam.js';
import { validated } from '../http/validate.js';

interface DeviceKey {
  accountId: string;
  id: number;
}

/** The registers of an account. Each call throws AppError NOT_FOUND for one that is not the account's. */
export interface DeviceStore {
  list(accountId: string, page: PageQuery): Promise<Page<DeviceView>>;
  get(key: DeviceKey): Promise<{ device: DeviceView; registration: DeviceRegistrationView | null }>;
  register(register: {
    accountId: string;
    input: z.infer<typeof deviceCreateBody>;
    tokenHash: string;
  }): Promise<DeviceView>;
  patch(key: DeviceKey, patch: z.infer<typeof devicePatchBody>): Promise<DeviceView>;
  /** Those that the register had no longer work. */
  replaceToken(key: DeviceKey, tokenHash: string): Promise<void>;
  putRegistration(
    key: DeviceKey,
    input: z.infer<typeof deviceRegistrationBody> & { registeredAt: Date },
  ): Promise<{ registration: DeviceRegistrationView; isNew: boolean }>;
}

export interface DevicesRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  devices: DeviceStore;
  /** The same, whose changes are this actor's in the audit log. */
  devicesBy: (actor: Actor) => Pick<DeviceStore, 'register' | 'replaceToken'>;
  newToken: () => string;
  hashToken: (token: string) => string;
  clock: Clock;
}

export const DEVICES_PATH = '/api/devices';

/**
 * `/api/devices`: an account's registers as their owner sees them. Reading needs `read`, writing `write`. A register's token is shown
 * once, when it is made.
 */
export function devicesRoutes(deps: DevicesRoutesDeps) {
  const { authenticate, jsonBody, devices, devicesBy, newToken, hashToken, clock } = deps;
  const reader = authenticate('read');
  const writer = authenticate('write');

  return (router: ApiRouter): void => {
    router.get(DEVICES_PATH, reader, async (ctx) => {
      answerPage(ctx, await devices.list(principalOf(ctx).accountId, pageOf(ctx)));
    });

    router.post(DEVICES_PATH, writer, jsonBody, async (ctx) => {
      const input = validated(deviceCreateBody, bodyOf(ctx));
      const { accountId } = principalOf(ctx);
      const deviceToken = newToken();
      const tokenHash = hashToken(deviceToken);
      const device = await devicesBy(actorOf(ctx)).register({ accountId, input, tokenHash });
      ctx.status = 201;
      ctx.body = { ...device, deviceToken };
    });

    router.get(`${DEVICES_PATH}/:id`, reader, async (ctx) => {
      const { device, registration } = await devices.get(keyOf(ctx));
      ctx.body = { ...device, isRegistered: registration !== null } satisfies DeviceDetailView;
    });

    router.patch(`${DEVICES_PATH}/:id`, writer, jsonBody, async (ctx) => {
      ctx.body = await devices.patch(keyOf(ctx), validated(devicePatchBody, bodyOf(ctx)));
    });

    router.post(`${DEVICES_PATH}/:id/token`, writer, async (ctx) => {
      const key = keyOf(ctx);
      const deviceToken = newToken();
      await devicesBy(actorOf(ctx)).replaceToken(key, hashToken(deviceToken));
      ctx.status = 201;
      ctx.body = { deviceId: key.id, deviceToken };
    });

    router.get(`${DEVICES_PATH}/:id/registration`, reader, async (ctx) => {
      const { registration } = await devices.get(keyOf(ctx));
      if (!registration) throw notFound('registration');
      ctx.body = registration;
    });

    router.put(`${DEVICES_PATH}/:id/registration`, writer, jsonBody, async (ctx) => {
      const { registeredAt = new Date(clock.now()), ...input } = validated(
        deviceRegistrationBody,
        bodyOf(ctx),
      );
      const { registration, isNew } = await devices.putRegistration(keyOf(ctx), { ...input, registeredAt });
      ctx.status = isNew ? 201 : 200;
      ctx.body = registration;
    });
  };
}

function keyOf(ctx: ApiContext): DeviceKey {
  return { accountId: principalOf(ctx).accountId, id: serialParam(pathParam(ctx, 'id'), 'device') };
}
