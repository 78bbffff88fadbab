import { Readable } from 'node:stream';

/**
 * A JSON array as a stream, for a list that is too large to be held: its first part is there, the others are read while it is sent, one at
 * a time and as fast as the reader takes them. When reading fails the connection is cut, so that half a list is never taken for a whole one.
 */
export function jsonArray<Item>(first: readonly Item[], rest: AsyncIterable<readonly Item[]>): Readable {
  async function* text() {
    yield '[';
    let isFirst = true;
    for await (const part of chained(first, rest)) {
      if (part.length === 0) continue;
      yield (isFirst ? '' : ',') + JSON.stringify(part).slice(1, -1);
      isFirst = false;
    }
    yield ']';
  }
  return Readable.from(text());
}

async function* chained<Item>(first: readonly Item[], rest: AsyncIterable<readonly Item[]>) {
  yield first;
  yield* rest;
}
