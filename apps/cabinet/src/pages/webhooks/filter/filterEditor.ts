import type { Filter } from '@kassahook/domain/filter';
import { filterProblems } from '@kassahook/domain/filterProblems';
import { isWholeTree } from './conditionProblem.js';
import { KNOWN_FIELDS } from './filterFields.js';
import { filterOf, treeOf, type FilterGroup } from './filterTree.js';

/** A filter that is being written, as questions or as JSON. */
export interface FilterEditor {
  mode: 'builder' | 'json';
  /** What the builder holds, whole or not; null: no questions. */
  tree: FilterGroup | null;
  text: string;
  /** The JSON that the tree was shown as: while it is not changed, the tree is still what was meant, with its unfinished questions. */
  textOfTree: string | null;
  /** The JSON cannot be shown as questions. */
  isStuck: boolean;
}

/** What an editor holds, for the form. */
export interface WrittenFilter {
  filter: Filter | null;
  /** What is typed is no filter. */
  isBroken: boolean;
  /** `json` is the message of a text that is no JSON, the rest is as `filterProblems` says it. */
  problems: { path: string; message: string }[];
}

export function startEditor(initial: Filter | null): FilterEditor {
  const tree = initial && treeOf(initial);
  const mode = initial && !tree ? 'json' : 'builder';
  return { mode, tree, text: jsonOf(initial), textOfTree: null, isStuck: false };
}

export function withTree(editor: FilterEditor, tree: FilterGroup | null): FilterEditor {
  return { ...editor, tree };
}

export function withText(editor: FilterEditor, text: string): FilterEditor {
  return { ...editor, text, isStuck: false };
}

/** The other view of the same filter. JSON that is not a filter, or that the builder cannot show, keeps its own. */
export function withMode(editor: FilterEditor, mode: FilterEditor['mode']): FilterEditor {
  const { tree, text, textOfTree } = editor;
  if (mode === editor.mode) return editor;
  if (mode === 'json') {
    const shown = tree && isWholeTree(tree) ? jsonOf(filterOf(tree)) : '';
    return { ...editor, mode, text: shown, textOfTree: shown, isStuck: false };
  }
  if (text === textOfTree) return { ...editor, mode, isStuck: false };
  const read = readJson(text);
  const known = read.filter && treeOf(read.filter);
  if (read.isBroken || (read.filter && !known)) return { ...editor, isStuck: true };
  return { ...editor, mode, tree: known, isStuck: false };
}

/** In JSON, the builder's questions that have no answer yet are missing. */
export function isUnfinishedElsewhere({ mode, tree, text, textOfTree }: FilterEditor): boolean {
  return mode === 'json' && text === textOfTree && tree !== null && !isWholeTree(tree);
}

/** What the view that is open says: it is what will be saved. */
export function writtenFilter(editor: FilterEditor): WrittenFilter {
  if (isUnfinishedElsewhere(editor)) return { filter: null, isBroken: true, problems: [] };
  if (editor.mode === 'json') return readJson(editor.text);
  const { tree } = editor;
  if (tree === null) return { filter: null, isBroken: false, problems: [] };
  if (!isWholeTree(tree)) return { filter: null, isBroken: true, problems: [] };
  const filter = filterOf(tree);
  const problems = problemsOf(filter);
  return { filter, isBroken: problems.length > 0, problems };
}

/** An empty text is no filter. */
function readJson(text: string): WrittenFilter {
  if (text.trim() === '') return { filter: null, isBroken: false, problems: [] };
  let filter: unknown;
  try {
    filter = JSON.parse(text);
  } catch {
    return { filter: null, isBroken: true, problems: [{ path: '', message: 'json' }] };
  }
  const problems = problemsOf(filter);
  const isBroken = problems.length > 0;
  return { filter: isBroken ? null : (filter as Filter), isBroken, problems };
}

function problemsOf(filter: unknown): WrittenFilter['problems'] {
  if (filter === null) return [];
  return filterProblems(filter, KNOWN_FIELDS).map(({ path, message }) => ({ path: path.join('.'), message }));
}

function jsonOf(filter: Filter | null): string {
  return filter ? JSON.stringify(filter, null, 2) : '';
}
