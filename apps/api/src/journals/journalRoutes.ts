import type {
  EncashmentView,
  OperationView,
  ReceiptView,
  ShiftView,
  ShownJournalQuery,
} from '@kassahook/contracts/journal';
import {
  encashmentQuery,
  operationQuery,
  placeText,
  receiptQuery,
  shiftQuery,
  type JournalPlace,
} from '@kassahook/contracts/journalQuery';
import type { Authenticate } from '../http/authenticate.js';
import { answerPage } from '../http/catalogueList.js';
import { pathParam, principalOf, type ApiContext, type ApiRouter } from '../http/context.js';
import { validated } from '../http/validate.js';
import { createListJournal, type JournalPage, type ListQuery, type StoreQuery } from './listJournal.js';
import type { createPagePlaces } from './pagePlaces.js';

/** One journal of an account. `get` throws AppError NOT_FOUND for a document that is not the account's. */
export interface JournalReads<View> {
  /** See `ListJournalDeps`. */
  list(query: StoreQuery): Promise<{ rows: View[]; isCut: boolean }>;
  get(key: { accountId: string; id: string }): Promise<View>;
}

export interface JournalRoutesDeps {
  authenticate: Authenticate;
  journals: {
    receipts: JournalReads<ReceiptView>;
    shifts: JournalReads<ShiftView>;
    encashments: JournalReads<EncashmentView>;
    operations: JournalReads<OperationView> & {
      count(query: Omit<StoreQuery, 'limit' | 'offset' | 'before'>): Promise<number>;
    };
  };
  places: ReturnType<typeof createPagePlaces>;
}

const at = (instant: string, id: string): JournalPlace => ({ at: new Date(instant), id });

/**
 * Receipts, shifts, encashments and operations, to be read: with the scope `read`. Where a page is not the last one, the header
 * `X-Next-Before` has the value of `before` that gives the next.
 */
export function journalRoutes({ authenticate, journals, places }: JournalRoutesDeps) {
  const reader = authenticate('read');
  const { receipts, shifts, encashments, operations } = journals;
  const listReceipts = createListJournal({
    name: 'receipts',
    list: (query) => receipts.list(query),
    placeOf: ({ date, id }) => at(date, id),
    places,
  });
  const listShifts = createListJournal({
    name: 'shifts',
    list: (query) => shifts.list(query),
    placeOf: ({ openedAt, id }) => at(openedAt, id),
    places,
  });
  const listEncashments = createListJournal({
    name: 'encashments',
    list: (query) => encashments.list(query),
    placeOf: ({ date, id }) => at(date, id),
    places,
  });
  const listOperations = createListJournal({
    name: 'operations',
    list: (query) => operations.list(query),
    placeOf: ({ createdAt, id }) => at(createdAt, id),
    places,
  });

  return (router: ApiRouter): void => {
    router.get('/api/receipts', reader, async (ctx) => {
      const query = validated(receiptQuery, ctx.query);
      const { type, operationId } = query;
      answerJournal(ctx, query, await listReceipts(accountOf(ctx), query, { type, operationId }));
    });
    router.get('/api/shifts', reader, async (ctx) => {
      const query = validated(shiftQuery, ctx.query);
      const { status } = query;
      answerJournal(ctx, query, await listShifts(accountOf(ctx), query, { status }));
    });
    router.get('/api/encashments', reader, async (ctx) => {
      const query = validated(encashmentQuery, ctx.query);
      const { type } = query;
      answerJournal(ctx, query, await listEncashments(accountOf(ctx), query, { type }));
    });
    router.get('/api/operations', reader, async (ctx) => {
      const { status, externalId, ...query } = validated(operationQuery, ctx.query);
      const equal = { status, externalId };
      const [page, total] = await Promise.all([
        listOperations(accountOf(ctx), query, equal),
        operations.count({ ...query, accountId: accountOf(ctx), equal }),
      ]);
      announceNext(ctx, page);
      answerPage(ctx, { items: page.data, total });
    });
    for (const [path, journal] of Object.entries(journals)) {
      router.get(`/api/${path}/:id`, reader, async (ctx) => {
        ctx.body = await journal.get({ accountId: accountOf(ctx), id: pathParam(ctx, 'id') });
      });
    }
  };
}

function accountOf(ctx: ApiContext): string {
  return principalOf(ctx).accountId;
}

function announceNext(ctx: ApiContext, { next }: JournalPage<unknown>): void {
  if (next) ctx.set('X-Next-Before', placeText(next));
}

/** `{query, data}`: the query as it was understood, with every default in its place. */
function answerJournal(ctx: ApiContext, query: ListQuery, page: JournalPage<object>): void {
  announceNext(ctx, page);
  ctx.body = { query: shownQuery(query), data: page.data };
}

function shownQuery({ from, to, limit, offset, devices, before, ...filters }: ListQuery): ShownJournalQuery {
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    limit,
    offset,
    ...(devices && { devices: [...devices] }),
    ...filters,
    ...(before && { before: placeText(before) }),
  };
}
