import type { z } from 'zod';
import type { PageQuery } from '@kassahook/contracts/page';
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

interface EntryKey {
  accountId: string;
  id: number;
}

/** A small catalogue of an account. Each call throws AppError NOT_FOUND for an id that is not the account's. */
export interface CatalogueStore<Input, Patch> {
  list(accountId: string, page: PageQuery): Promise<Page<object>>;
  get(key: EntryKey): Promise<object>;
  create(accountId: string, input: Input): Promise<object>;
  patch(key: EntryKey, patch: Patch): Promise<object>;
  /** Throws AppError CONFLICT while something refers to the entry. */
  remove(key: EntryKey): Promise<void>;
}

export interface CatalogueRoutesDeps<Create extends z.ZodType, Patch extends z.ZodType> {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  /** What an entry is called in errors. */
  name: string;
  path: string;
  createBody: Create;
  patchBody: Patch;
  store: CatalogueStore<z.output<Create>, z.output<Patch>>;
}

/** The five endpoints that shops, departments and cashiers have alike: reading needs `read`, writing `write`. */
export function catalogueRoutes<Create extends z.ZodType, Patch extends z.ZodType>(
  deps: CatalogueRoutesDeps<Create, Patch>,
) {
  const { authenticate, jsonBody, name, path, createBody, patchBody, store } = deps;
  const reader = authenticate('read');
  const writer = authenticate('write');
  const keyOf = (ctx: ApiContext): EntryKey => ({
    accountId: principalOf(ctx).accountId,
    id: serialParam(pathParam(ctx, 'id'), name),
  });

  return (router: ApiRouter): void => {
    router.get(path, reader, async (ctx) => {
      answerPage(ctx, await store.list(principalOf(ctx).accountId, pageOf(ctx)));
    });

    router.post(path, writer, jsonBody, async (ctx) => {
      const input = validated(createBody, bodyOf(ctx));
      ctx.body = await store.create(principalOf(ctx).accountId, input);
      ctx.status = 201;
    });

    router.get(`${path}/:id`, reader, async (ctx) => {
      ctx.body = await store.get(keyOf(ctx));
    });

    router.patch(`${path}/:id`, writer, jsonBody, async (ctx) => {
      ctx.body = await store.patch(keyOf(ctx), validated(patchBody, bodyOf(ctx)));
    });

    router.delete(`${path}/:id`, writer, async (ctx) => {
      await store.remove(keyOf(ctx));
      ctx.status = 204;
    });
  };
}
