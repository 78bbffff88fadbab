import type { Action, EntityType } from '@kassahook/domain/eventType';
import { conflict } from '@kassahook/platform/errors';
import { immutable, refusedWrite } from './mongoError.js';

/** How one kind of document bears events. */
export interface EventRules<Fields> {
  type: EntityType;
  /** The entity as the API shows it. */
  present: (fields: Fields) => object;
  /**
   * What may change after the document was written; each is presented under its own name, or not at all, and then only together with
   * something that is. Everything else is immutable.
   */
  mutable: readonly (keyof Fields & string)[];
  /** May the entity go from this state to that one? Both as presented. Without it any change of what is mutable is allowed. */
  mayChange?: (
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
  ) => boolean;
}

/** A mongoose document, as far as images need it. */
export interface ImagedDocument {
  deletedAt?: Date | null;
  get(path: string): unknown;
  isSelected(path: string): boolean;
  isModified(path?: string): boolean;
  directModifiedPaths(): string[];
  markModified(path: string): void;
}

interface Image {
  /** The entity as it is stored; null when the document was not loaded whole. */
  stored: string | null;
  /** What the last write would make of it, and the document's version before that write: a higher one says that it came true. */
  sent: { text: string; version: number } | null;
}

/** The version of a document that is not stored yet; mongoose gives it 0. */
const VERSION_BEFORE_INSERT = -1;

/**
 * Remembers of each loaded document how it looks to the outside, so that a save knows exactly whether anything changes, what,
 * and whether it may. Mongoose's own list of modified paths does not tell: it misses changes inside of embedded JSON, and
 * counts an assignment of an equal value.
 */
export function createDocumentImages<Fields>(rules: EventRules<Fields>, listPaths: () => readonly string[]) {
  // Asked for late and once: mongoose completes a schema when it compiles the model.
  let wholePaths: readonly string[] | undefined;
  const images = new WeakMap<object, Image>();
  const textOf = (document: ImagedDocument) => JSON.stringify(rules.present(document as unknown as Fields));
  const mutable = new Set<string>(rules.mutable);

  /** A document that cannot be shown (written by another version, say) can still be read; it cannot be saved. */
  function readableText(document: ImagedDocument): string | null {
    try {
      return textOf(document);
    } catch {
      return null;
    }
  }

  function storedText(document: ImagedDocument): string {
    const image = images.get(document);
    if (image?.sent && versionOf(document) === image.sent.version + 1) {
      image.stored = image.sent.text;
      image.sent = null;
    }
    if (!image || image.stored === null) {
      throw refusedWrite('saving a part of a document', 'load it whole, its event shows all of it');
    }
    return image.stored;
  }

  /** Throws on a change that is not allowed; tells mongoose about those that it cannot see. */
  function examine(document: ImagedDocument, { before, after }: { before: string; after: string }): void {
    for (const path of document.directModifiedPaths()) {
      const field = path.split('.', 1)[0] ?? path;
      if (!mutable.has(field) && field !== 'deletedAt') throw immutable(`${rules.type}.${field}`);
    }
    if (before === after) return;
    const was = JSON.parse(before) as Record<string, unknown>;
    const is = JSON.parse(after) as Record<string, unknown>;
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (JSON.stringify(was[key]) === JSON.stringify(is[key])) continue;
      if (!mutable.has(key)) throw immutable(`${rules.type}.${key}`);
      if (!document.isModified(key)) document.markModified(key);
    }
    if (rules.mayChange && !rules.mayChange(was, is)) {
      throw conflict(`this ${rules.type} cannot change so`, { status: String(was['status']) });
    }
  }

  return {
    /** A document came from the database. */
    loaded(document: ImagedDocument): void {
      wholePaths ??= listPaths();
      const isWhole = versionOf(document) !== null && wholePaths.every((path) => document.isSelected(path));
      images.set(document, { stored: isWhole ? readableText(document) : null, sent: null });
    },

    /** A new document is about to be inserted: its text. */
    inserting(document: ImagedDocument): string {
      const text = textOf(document);
      images.set(document, { stored: null, sent: { text, version: VERSION_BEFORE_INSERT } });
      return text;
    },

    /**
     * A stored document is about to be saved: what happens to the entity, or null when nothing does.
     * @throws AppError `IMMUTABLE` or `CONFLICT` for what may not change, `WRITE_REFUSED` for a document that is not whole
     */
    changing(document: ImagedDocument): { action: Action; text: string } | null {
      const before = storedText(document);
      const isDeletion = document.isModified('deletedAt') && document.deletedAt instanceof Date;
      if (!isDeletion && (document.deletedAt || document.isModified('deletedAt'))) {
        throw refusedWrite('changing a deleted document', 'its DELETE is the last event');
      }
      const text = textOf(document);
      examine(document, { before, after: text });
      if (!isDeletion && text === before) return null;
      images.set(document, { stored: before, sent: { text, version: versionOf(document) ?? 0 } });
      return { action: isDeletion ? 'DELETE' : 'UPDATE', text };
    },
  };
}

function versionOf(document: ImagedDocument): number | null {
  const version = document.get('__v');
  return typeof version === 'number' ? version : null;
}
