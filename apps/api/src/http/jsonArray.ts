import { Readable } from 'node:stream';

/**
 * A JSON array as a stream, for a list that is too large to be held: its first part is there, the others are read while it is sent, one at
 * a time and as fast as the reader takes them. When reading fails the connection is cut, so that half a list is never taken for a whole one.
 */
export function jsonArray<Item>(first: readonly Item[], rest: AsyncIterable<readonly Item[]>): Readable {
  return Readable.from(textOf([first], rest));
}

async function* textOf<Item>(firsts: (readonly Item[])[], rest: AsyncIterable<readonly Item[]>) {
  yield '[';
  let isFirst = true;
  for await (const items of itemTexts(firsts, rest)) {
    if (items === '') continue;
    yield isFirst ? items : `,${items}`;
    isFirst = false;
  }
  yield ']';
}

/** The first part is taken out of `firsts`: arguments of a generator are held until the slowest reader has the last part. */
async function* itemTexts<Item>(firsts: (readonly Item[])[], rest: AsyncIterable<readonly Item[]>) {
  yield firstText(firsts);
  for await (const part of rest) yield itemsText(part);
}

function firstText(firsts: (readonly unknown[])[]): string {
  return itemsText(firsts.pop() ?? []);
}

function itemsText(items: readonly unknown[]): string {
  return JSON.stringify(items).slice(1, -1);
}
