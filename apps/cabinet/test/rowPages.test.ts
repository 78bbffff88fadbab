import { describe, expect, it } from '@jest/globals';
import { mergeTop, type RowPage, type RowPages } from '../src/api/rowPages.js';

interface Row {
  id: string;
  state?: string;
}
const keyOf = ({ id }: Row): string => id;
const page = (ids: string, next: string | null): RowPage<Row> => ({
  rows: Array.from(ids, (id) => ({ id })),
  next,
});
const read = (...pages: RowPage<Row>[]): RowPages<Row> => ({
  pages,
  pageParams: pages.map((_, place) => pages[place - 1]?.next ?? undefined),
});
const shown = ({ pages }: RowPages<Row>): string => pages.flatMap(({ rows }) => rows.map(keyOf)).join('');

describe('the first page of a list, read anew', () => {
  it('when rows have come, then they stand before what was read', () => {
    const after = mergeTop(read(page('efg', 'g'), page('hij', 'j')), page('abe', 'e'), keyOf);
    expect(shown(after)).toBe('abefghij');
    expect(after.pages.map(({ next }) => next)).toEqual(['g', 'j']);
  });

  it('when a row no longer fits the filter, then it leaves the list', () => {
    expect(shown(mergeTop(read(page('abc', 'c'), page('def', 'f')), page('acd', 'd'), keyOf))).toBe('acdef');
    expect(shown(mergeTop(read(page('abc', null)), page('ac', null), keyOf))).toBe('ac');
    expect(shown(mergeTop(read(page('abc', null)), page('ab', null), keyOf))).toBe('ab');
    expect(shown(mergeTop(read(page('abc', null)), page('', null), keyOf))).toBe('');
  });

  it('when a row from deep below has moved to the top, then it is there once', () => {
    expect(shown(mergeTop(read(page('abc', 'c'), page('def', 'f')), page('eab', 'b'), keyOf))).toBe('eabcdf');
  });

  it('when a row has changed in its place, then it is shown as it is now', () => {
    const changed = { rows: [{ id: 'a' }, { id: 'b', state: 'CLOSED' }, { id: 'c' }], next: 'c' };
    const after = mergeTop(read(page('abc', 'c'), page('def', 'f')), changed, keyOf);
    expect(after.pages[0]?.rows).toEqual(changed.rows);
    expect(shown(after)).toBe('abcdef');
  });

  it('when it does not reach what was read, then only what is known to follow one another is left', () => {
    expect(mergeTop(read(page('def', 'f'), page('ghi', 'i')), page('abc', 'c'), keyOf)).toEqual(
      read(page('abc', 'c')),
    );
    // `f` moved up, so what stood before it may still be in the list, below the fresh page.
    const moved = { rows: [{ id: 'x' }, { id: 'y' }, { id: 'f', state: 'again' }], next: 'f' };
    expect(shown(mergeTop(read(page('abc', 'c'), page('def', 'f')), moved, keyOf))).toBe('xyf');
  });
});
