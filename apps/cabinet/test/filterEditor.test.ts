import { describe, expect, it } from '@jest/globals';
import {
  isUnfinishedElsewhere,
  startEditor,
  withMode,
  withText,
  withTree,
  writtenFilter,
} from '../src/pages/webhooks/filter/filterEditor.js';
import { newGroup } from '../src/pages/webhooks/filter/filterTree.js';

const FILTER = { amount: { gte: 100_000 } };

describe('the editor of a filter', () => {
  it('when half a condition is looked at as JSON and back, then it is still there to be finished', () => {
    const begun = withTree(startEditor(null), newGroup('and'));
    const json = withMode(begun, 'json');
    expect(json.text).toBe('');
    expect(isUnfinishedElsewhere(json)).toBe(true);
    expect(writtenFilter(json)).toMatchObject({ filter: null, isBroken: true });

    const back = withMode(json, 'builder');
    expect(back.tree).toEqual(begun.tree);
    expect(writtenFilter(withTree(back, null))).toMatchObject({ filter: null, isBroken: false });
  });

  it('when JSON is written over half a condition, then the JSON is what is saved and shown', () => {
    const json = withMode(withTree(startEditor(null), newGroup('and')), 'json');
    const written = withText(json, JSON.stringify(FILTER));
    expect(isUnfinishedElsewhere(written)).toBe(false);
    expect(writtenFilter(written)).toEqual({ filter: FILTER, isBroken: false, problems: [] });
    expect(writtenFilter(withMode(written, 'builder')).filter).toEqual(FILTER);
  });

  it('when the view alone changes, then the filter is the same', () => {
    const start = startEditor(FILTER);
    const json = withMode(start, 'json');
    expect([start, json, withMode(json, 'builder')].map((editor) => writtenFilter(editor).filter)).toEqual(
      Array(3).fill(FILTER),
    );
  });

  it('when JSON is emptied, then nothing is broken in either view', () => {
    const emptied = withText(withMode(startEditor(FILTER), 'json'), '');
    expect(writtenFilter(emptied)).toEqual({ filter: null, isBroken: false, problems: [] });
    expect(withMode(emptied, 'builder').tree).toBeNull();
  });

  it('when JSON has a mistake, then it stays JSON and says so', () => {
    const wrong = withText(withMode(startEditor(FILTER), 'json'), '{');
    expect(writtenFilter(wrong)).toMatchObject({ isBroken: true, problems: [{ path: '', message: 'json' }] });
    expect(withMode(wrong, 'builder')).toMatchObject({ mode: 'json', isStuck: true });
  });
});
