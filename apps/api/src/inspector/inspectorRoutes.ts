import {
  DEFAULT_INSPECTOR_ANSWER,
  inspectorBody,
  inspectorRequestsQuery,
  type InspectedRequestView,
  type InspectorAnswer,
  type InspectorView,
} from '@kassahook/contracts/inspector';
import { AppError, notFound } from '@kassahook/platform/errors';
import { acceptsPage } from '../http/acceptsPage.js';
import type { Authenticate } from '../http/authenticate.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import type { ServeStream } from '../live/serveStream.js';
import { addressHashOf, addressSecretOf, INSPECTOR_SECRET } from './inspectorSecrets.js';
import { RECEIVER_PATH } from './receiver.js';
import { VIEW_HEADERS, viewPage } from './viewPage.js';

/** An inspector as its store knows it. */
export interface StoredInspector {
  id: string;
  webhookId: string | null;
  name: string;
  viewSecret: string;
  answer: InspectorAnswer;
  createdAt: Date;
}

export interface InspectorRoutesDeps {
  authenticate: Authenticate;
  /** Counts requests of those who need no token. */
  strangers: ApiMiddleware;
  jsonBody: ApiMiddleware;
  inspectors: {
    create(
      accountId: string,
      made: {
        name: string;
        webhookId: string | null;
        answer: InspectorAnswer;
        viewSecret: string;
        addressHash: string;
      },
    ): Promise<StoredInspector>;
    list(accountId: string): Promise<StoredInspector[]>;
    get(accountId: string, id: string): Promise<StoredInspector>;
    patch(
      accountId: string,
      id: string,
      patch: {
        name?: string | undefined;
        webhookId?: string | null | undefined;
        answer?: InspectorAnswer | undefined;
      },
    ): Promise<StoredInspector>;
    remove(accountId: string, id: string): Promise<StoredInspector>;
    byAddress(addressHash: string): Promise<StoredInspector | null>;
  };
  requests: {
    list(
      inspectorId: string,
      query: { before?: string | undefined; limit: number },
    ): Promise<InspectedRequestView[]>;
    get(inspectorId: string, id: string): Promise<InspectedRequestView | null>;
    clear(inspectorId: string): Promise<void>;
  };
  /** Throws AppError NOT_FOUND when the account has no such webhook. */
  requireWebhook: (accountId: string, webhookId: string) => Promise<unknown>;
  /** An address has another answer now, or is gone. */
  forget: (addressHash: string) => void;
  serveStream: ServeStream;
  newSecret: () => string;
  /** Where senders reach inspectors, and where the API is: without a slash at the end. */
  origins: (ctx: ApiContext) => { receiver: string; api: string };
}

const PATH = '/api/inspectors';
const VIEW_PATH = '/api/inspector-view';
const REQUEST_ID = /^\d{1,15}-\d{1,9}$/;

/** `/api/inspectors`: all of it needs `webhooks`, because requests hold what senders authenticate with. */
export function inspectorRoutes(deps: InspectorRoutesDeps) {
  const { authenticate, strangers, jsonBody, inspectors, requests, requireWebhook, serveStream } = deps;
  const manager = authenticate('webhooks');

  function present(ctx: ApiContext, inspector: StoredInspector): InspectorView {
    const { receiver, api } = deps.origins(ctx);
    const { id, name, webhookId, viewSecret, answer, createdAt } = inspector;
    return {
      ...{ id, name, webhookId, answer },
      url: `${receiver}${RECEIVER_PATH}${addressSecretOf(viewSecret)}`,
      viewUrl: `${api}${VIEW_PATH}/${viewSecret}/requests`,
      createdAt: createdAt.toISOString(),
    };
  }

  const ownedBy = (ctx: ApiContext): Promise<StoredInspector> =>
    inspectors.get(principalOf(ctx).accountId, pathParam(ctx, 'id'));

  async function requireOwn(accountId: string, webhookId: string | null | undefined): Promise<void> {
    if (webhookId === undefined || webhookId === null) return;
    await requireWebhook(accountId, webhookId).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.status !== 404) throw error;
      const { message, code, status } = error;
      throw new AppError(message, { code, status, data: { webhookId: 'names no webhook of yours' } });
    });
  }

  async function answerPage(ctx: ApiContext, inspectorId: string): Promise<InspectedRequestView[]> {
    const { before, limit } = validated(inspectorRequestsQuery, ctx.query);
    const found = await requests.list(inspectorId, { before, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    if (last && found.length > page.length) ctx.set('X-Next-Before', last.id);
    ctx.body = page;
    return page;
  }

  return (router: ApiRouter): void => {
    router.post(PATH, manager, jsonBody, async (ctx) => {
      const { name, webhookId = null, answer } = validated(inspectorBody, bodyOf(ctx) ?? {});
      const { accountId } = principalOf(ctx);
      await requireOwn(accountId, webhookId);
      const viewSecret = deps.newSecret();
      const made = await inspectors.create(accountId, {
        name: name ?? 'Inspector',
        webhookId,
        answer: { ...DEFAULT_INSPECTOR_ANSWER, ...given(answer) },
        viewSecret,
        addressHash: addressHashOf(addressSecretOf(viewSecret)),
      });
      ctx.status = 201;
      ctx.body = present(ctx, made);
    });

    router.get(PATH, manager, async (ctx) => {
      const found = await inspectors.list(principalOf(ctx).accountId);
      ctx.body = found.map((inspector) => present(ctx, inspector));
    });

    router.get(`${PATH}/:id`, manager, async (ctx) => {
      ctx.body = present(ctx, await ownedBy(ctx));
    });

    router.patch(`${PATH}/:id`, manager, jsonBody, async (ctx) => {
      const { name, webhookId, answer } = validated(inspectorBody, bodyOf(ctx));
      const { accountId } = principalOf(ctx);
      const known = await ownedBy(ctx);
      await requireOwn(accountId, webhookId);
      const changed = await inspectors.patch(accountId, known.id, {
        name,
        webhookId,
        answer: answer && { ...known.answer, ...given(answer) },
      });
      deps.forget(addressHashOf(addressSecretOf(known.viewSecret)));
      ctx.body = present(ctx, changed);
    });

    router.delete(`${PATH}/:id`, manager, async (ctx) => {
      const { id, viewSecret } = await inspectors.remove(principalOf(ctx).accountId, pathParam(ctx, 'id'));
      deps.forget(addressHashOf(addressSecretOf(viewSecret)));
      // What Redis keeps of it, should this fail, is gone within a day, and nobody can ask for it.
      await requests.clear(id).catch(() => undefined);
      ctx.status = 204;
    });

    router.get(`${PATH}/:id/requests`, manager, async (ctx) => {
      await answerPage(ctx, (await ownedBy(ctx)).id);
    });

    router.delete(`${PATH}/:id/requests`, manager, async (ctx) => {
      await requests.clear((await ownedBy(ctx)).id);
      ctx.status = 204;
    });

    router.get(`${PATH}/:id/requests/:rid`, manager, async (ctx) => {
      const { id } = await ownedBy(ctx);
      const rid = pathParam(ctx, 'rid');
      const found = REQUEST_ID.test(rid) ? await requests.get(id, rid) : null;
      if (!found) throw notFound('request');
      ctx.body = found;
    });

    router.get(`${PATH}/:id/stream`, manager, async (ctx) => {
      const { id } = await ownedBy(ctx);
      serveStream(ctx, {
        scopes: ['webhooks'],
        accepts: ({ event, data }) => event === 'request' && data.inspectorId === id,
      });
    });

    router.get(`${VIEW_PATH}/:secret/requests`, strangers, async (ctx) => {
      const secret = pathParam(ctx, 'secret');
      const found = INSPECTOR_SECRET.test(secret)
        ? await inspectors.byAddress(addressHashOf(addressSecretOf(secret)))
        : null;
      if (!found) throw notFound('inspector');
      const page = await answerPage(ctx, found.id);
      ctx.vary('Accept');
      // Somebody has opened the address; programs, which take anything, have JSON.
      if (!acceptsPage(ctx.get('Accept'))) return;
      ctx.vary('Accept-Language');
      ctx.set(VIEW_HEADERS);
      ctx.type = 'html';
      ctx.body = viewPage(page, {
        language: ctx.acceptsLanguages('en', 'ru') === 'ru' ? 'ru' : 'en',
        before: ctx.response.get('X-Next-Before') || null,
      });
    });
  };
}

/** What was given, without what was not. */
function given(
  answer: { [Field in keyof InspectorAnswer]?: InspectorAnswer[Field] | undefined } | undefined,
) {
  return Object.fromEntries(
    Object.entries(answer ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<InspectorAnswer>;
}
