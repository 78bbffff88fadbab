import { describe, expect, it } from '@jest/globals';
import type { JournalPlace } from '@kassahook/contracts/journalQuery';
import { createListJournal, type StoreQuery } from '../src/journals/listJournal.js';
import { createPagePlaces, DEEP_OFFSET } from '../src/journals/pagePlaces.js';

interface Document {
  at: Date;
  id: string;
}

/** A journal in memory that counts the documents that a server would have read. */
function createJournal(count: number, most: number) {
  const documents = Array.from({ length: count }, (_, index) => documentOf(count - index));
  const reads = { documents: 0 };
  const list = ({ before, offset, limit }: StoreQuery) => {
    const from = before ? documents.findIndex(({ at }) => at < before.at) : 0;
    reads.documents += offset + limit;
    const rows = from < 0 ? [] : documents.slice(from + offset, from + offset + limit);
    return Promise.resolve({ rows: rows.slice(0, most), isCut: rows.length > most });
  };
  return { list, reads, add: (number: number) => documents.unshift(documentOf(number)) };
}
const documentOf = (number: number): Document => ({ at: new Date(number), id: String(number) });

const ALL = { from: new Date(0), to: new Date(1e9), devices: undefined, before: undefined };
const PAGE = 100;

function createLists(count: number, most = Infinity) {
  let now = 1_000;
  const places = createPagePlaces({ clock: { now: () => now } });
  const journal = createJournal(count, most);
  const placeOf = ({ at, id }: Document): JournalPlace => ({ at, id });
  const listJournal = createListJournal({ name: 'receipts', list: journal.list, placeOf, places });
  const page = async (offset: number, { accountId = 'a', limit = PAGE, equal = {} } = {}) =>
    (await listJournal(accountId, { ...ALL, limit, offset }, equal)).data.map(({ id }) => Number(id));
  return { journal, listJournal, page, pass: (ms: number) => void (now += ms) };
}

describe('a journal read by offset, page after page', () => {
  it('when it is long, then what is read grows with its length, not with the square of it', async () => {
    const count = 20_000;
    const { journal, page } = createLists(count);
    const seen: number[] = [];
    for (let offset = 0; offset < count; offset += PAGE) seen.push(...(await page(offset)));
    expect(new Set(seen).size).toBe(count);
    const shallow = (DEEP_OFFSET / PAGE) * DEEP_OFFSET;
    expect(journal.reads.documents).toBeLessThan(count + count / PAGE + shallow);
  });

  it('when documents are added meanwhile, then deep pages neither repeat one nor leave one out', async () => {
    const { journal, page } = createLists(2_000);
    const before = await page(DEEP_OFFSET - PAGE);
    journal.add(2_001);
    const after = await page(DEEP_OFFSET);
    expect(after[0]).toBe((before.at(-1) ?? 0) - 1);
  });

  it('when pages are shallow, then they are exactly what the offset says', async () => {
    const { journal, page } = createLists(500);
    await page(0);
    journal.add(501);
    expect((await page(100))[0]).toBe(401);
  });

  it('when the list, the account or the time is another one, then the place is not used', async () => {
    const { journal, page, pass } = createLists(3_000);
    const costOf = async (work: () => Promise<unknown>) => {
      const { documents } = journal.reads;
      await work();
      return journal.reads.documents - documents;
    };
    await page(DEEP_OFFSET - PAGE);
    expect(await costOf(() => page(DEEP_OFFSET))).toBe(PAGE + 1);
    expect(await costOf(() => page(DEEP_OFFSET, { limit: 10 }))).toBe(11);
    const whole = DEEP_OFFSET + PAGE + 1;
    expect(await costOf(() => page(DEEP_OFFSET, { accountId: 'b' }))).toBe(whole);
    expect(await costOf(() => page(DEEP_OFFSET, { equal: { type: 'SALE' } }))).toBe(whole);
    pass(60_001);
    expect(await costOf(() => page(DEEP_OFFSET))).toBe(whole);
  });
});

describe('a journal of documents so large that its pages are cut', () => {
  it('when it is read place by place, then each document comes once, and only the last page names no place', async () => {
    const { listJournal } = createLists(70, 30);
    const seen: string[] = [];
    let pages = 0;
    for (let before: JournalPlace | undefined; ; pages += 1) {
      const { data, next } = await listJournal('a', { ...ALL, before, limit: PAGE, offset: 0 }, {});
      seen.push(...data.map(({ id }) => id));
      if (!next) break;
      before = next;
    }
    expect(pages).toBe(2);
    expect(seen).toEqual(Array.from({ length: 70 }, (_, index) => String(70 - index)));
  });
});
