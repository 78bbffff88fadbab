import { KassahookError } from './kassahookError.js';
import type { Answer, Call } from './transport.js';

/**
 * Every item of a list, a page at a time. A list that gives the place of the next page (`X-Next-Before`) is followed by it: what is
 * added meanwhile shifts nothing. Others are read by `offset`, up to their `X-Total-Count`.
 */
export async function* itemsOf(
  send: (call: Call) => Promise<Answer>,
  call: Call,
): AsyncGenerator<unknown, void, undefined> {
  let query = call.options.query ?? {};
  let isByPlace = false;
  for (;;) {
    const { headers, body, status } = await send({ ...call, options: { ...call.options, query } });
    const page = pageOf(body, status);
    yield* page;
    const before = headers.get('x-next-before');
    isByPlace ||= before !== null;
    if (before !== null) {
      // The place says where: passing over items once more would lose them.
      const { offset: _offset, ...rest } = query;
      query = { ...rest, before };
      continue;
    }
    const offset = Number(query['offset'] ?? 0) + page.length;
    if (isByPlace || page.length === 0 || offset >= Number(headers.get('x-total-count') ?? 0)) return;
    query = { ...query, offset };
  }
}

function pageOf(body: unknown, status: number): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const { data } = (body ?? {}) as { data?: unknown };
  if (Array.isArray(data)) return data;
  throw new KassahookError('the answer is not a list', { status, code: 'UNREADABLE' });
}
