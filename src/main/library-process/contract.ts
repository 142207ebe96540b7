import type { LibraryTask } from '../../shared/library.ts';
import type { Drafts } from '../edits/drafts.ts';
import type { Editing } from '../edits/editing.ts';
import type { Inputs } from '../library/inputs.ts';
import type { Library } from '../library/library.ts';
import type { Collections } from '../library/organising/collections.ts';
import type { Searches } from '../library/organising/searches.ts';
import type { Work } from '../library/work.ts';

/** Of an object, what can be asked from another process: its methods that answer with a promise. */
type Askable<T> = { readonly [Name in keyof T as T[Name] extends (...given: never[]) => Promise<unknown> ? Name : never]: T[Name] };

/** What isn't asked of the library's process: a delivered body doesn't cross, and closing ends the process as well. */
type NotAsked = 'keep' | 'close';

/** Whom a question is for. */
export interface Parts {
  readonly library: Omit<Askable<Library>, NotAsked>;
  readonly collections: Askable<Collections>;
  /** A tag is renamed everywhere at once, by the library. */
  readonly searches: Omit<Askable<Searches>, 'renameTag'>;
  readonly inputs: Askable<Inputs>;
  readonly work: Askable<Work>;
  /** Files are asked for by way of the library. */
  readonly edits: Omit<Askable<Editing>, 'fileOf' | 'close'>;
  readonly drafts: Askable<Drafts>;
}
export type PartName = keyof Parts;

/** Every question that crosses. One that is missing here, or that the library doesn't answer, doesn't compile. */
export const questions: { readonly [Part in PartName]: Readonly<Record<keyof Parts[Part], true>> } = {
  library: {
    change: true,
    deleteForever: true,
    details: true,
    dragIcon: true,
    ensureRoomFor: true,
    factsOf: true,
    family: true,
    fileOf: true,
    keepStaged: true,
    lookAgain: true,
    matching: true,
    models: true,
    moveToTrash: true,
    outline: true,
    png: true,
    restore: true,
    rowOf: true,
    renameTag: true,
    summary: true,
    tags: true,
    total: true,
    undo: true,
  },
  collections: { create: true, list: true, move: true, remove: true, rename: true, within: true },
  searches: { list: true, remove: true, save: true },
  inputs: { add: true, describe: true, fromPicture: true, pathOf: true, read: true },
  work: {
    export: true,
    import: true,
    rebuild: true,
    verify: true,
    duplicates: true,
    copiesAmong: true,
    copyTo: true,
    discardCopy: true,
    removeOld: true,
  },
  edits: { bring: true, earlierMasks: true, judge: true, keep: true, open: true, prepare: true },
  drafts: { find: true, forget: true, keep: true },
};

/** What the library announces by itself. */
export interface LibraryNews {
  /** Its new revision. */
  readonly changed: number;
  readonly task: LibraryTask;
}
export type NewsName = keyof LibraryNews;

/** Where each piece of news comes from. */
export const newsOf: { readonly [Name in NewsName]: (library: Library, tell: (value: LibraryNews[Name]) => void) => unknown } = {
  changed: (library, tell) => library.onChanged(tell),
  task: (library, tell) => library.onTask(tell),
};

/** Who answers each part's questions. */
export function partsOf(library: Library): Parts {
  return {
    library,
    collections: library.collections,
    searches: library.searches,
    inputs: library.inputs,
    work: library.work,
    edits: library.edits,
    drafts: library.drafts,
  };
}

/** Builds the parts' questions from one way of asking them all. */
export function askedBy(ask: (part: PartName, name: string, given: readonly unknown[]) => Promise<unknown>): Parts {
  const functions = (part: PartName) =>
    Object.fromEntries(Object.keys(questions[part]).map((name) => [name, (...given: readonly unknown[]) => ask(part, name, given)]));
  const parts = Object.fromEntries((Object.keys(questions) as PartName[]).map((part) => [part, functions(part)]));
  // The one place where names become functions again: the table above has exactly the names that the type has.
  return parts as unknown as Parts;
}
