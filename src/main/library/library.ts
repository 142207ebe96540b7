import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { Failure } from '../../shared/failure.ts';
import type { PictureKind } from '../../shared/input.ts';
import type { LibraryFacts, LibraryTask } from '../../shared/library.ts';
import type {
  Changed,
  PictureChange,
  TagCount,
  Picture,
  PictureDetails,
  PictureFamily,
  PictureMatches,
  PictureOutline,
  PictureQuery,
  PictureRows,
  PictureSet,
} from '../../shared/picture.ts';
import type { Drafts } from '../edits/drafts.ts';
import type { Editing } from '../edits/editing.ts';
import { onDisk } from '../files/disk-failure.ts';
import type { StagedFile } from '../files/durable-file.ts';
import { ensureRoom, freeBytesOf, minFreeBytes, type FreeBytes } from '../files/free-space.ts';
import { readPictureFacts } from '../files/picture-file.ts';
import { asPng } from '../files/picture-preview.ts';
import { Changes } from './changes.ts';
import { dragIconOf } from './exporting/rendering.ts';
import type { Inputs } from './inputs.ts';
import { Intake } from './intake.ts';
import type { Collections } from './organising/collections.ts';
import type { Searches } from './organising/searches.ts';
import { openLibrary, type LibraryOptions, type LibraryParts, type OpeningReport } from './opening.ts';
import type { PictureOrigin } from './picture-record.ts';
import type { Work } from './work.ts';

/** What a picture may take: far above what a service has ever delivered. */
const roomyPictureBytes = 16 * 1024 * 1024;

/** `patch` and `heat`: of an answer to a masked edit, see `Judgement`. */
export type PictureSort = 'picture' | 'thumbnail' | 'input' | 'patch' | 'heat';

export interface FoundFile {
  /** Absolute, and inside the library. */
  readonly path: string;
  readonly kind: PictureKind;
}

/** A folder of pictures that are the person's own, and everything known about them. Truth is what the folder holds. */
export class Library {
  readonly folder: string;
  /** What opening it had to put right. */
  readonly report: OpeningReport;
  readonly inputs: Inputs;
  readonly collections: Collections;
  readonly searches: Searches;
  readonly work: Work;
  readonly edits: Editing;
  readonly drafts: Drafts;
  readonly #parts: LibraryParts;
  readonly #news: Changes;
  readonly #intake: Intake;
  readonly #freeBytes: FreeBytes;

  private constructor(folder: string, news: Changes, options: LibraryOptions, opened: { parts: LibraryParts; report: OpeningReport }) {
    this.folder = folder;
    this.report = opened.report;
    this.inputs = opened.parts.inputs;
    this.collections = opened.parts.organising.collections;
    this.searches = opened.parts.organising.searches;
    this.work = opened.parts.work;
    this.edits = opened.parts.editing;
    this.drafts = opened.parts.drafts;
    this.#parts = opened.parts;
    this.#news = news;
    this.#freeBytes = options.freeBytes ?? freeBytesOf;
    const { staging } = opened.parts;
    const keepStaged: Library['keepStaged'] = (staged, origin) => this.keepStaged(staged, origin);
    this.#intake = new Intake({ folder, staging, keepStaged, freeBytes: this.#freeBytes });
  }

  /** Opens the library in a folder, made if need be. A full disk or one that can't be written to still shows its pictures. */
  static async open(folder: string, options: LibraryOptions = {}): Promise<Library> {
    const news = new Changes();
    const absolute = resolve(folder);
    const opened = await onDisk(() => openLibrary(absolute, options, () => news.announce()));
    return new Library(absolute, news, options, opened);
  }

  /** Closes it once what is under way is done; nothing may be asked afterwards. */
  async close(): Promise<void> {
    await Promise.all([this.#parts.watching.close(), this.#parts.guard.close(), this.edits.close()]);
    await this.#parts.changes.takeLast(() => this.#parts.index.close());
  }

  /** Looks for what other programs did, where the system doesn't tell of it by itself. To be asked when a person comes back. */
  lookAgain(): Promise<void> {
    this.#parts.watching.lookAgain();
    return Promise.resolve();
  }

  /** Goes up with every change. */
  get revision(): number {
    return this.#news.revision;
  }

  onChanged(listener: (revision: number) => void): () => void {
    return this.#news.listen(listener);
  }

  /** Long work, as it goes on. */
  onTask(listener: (task: LibraryTask) => void): () => void {
    return this.#parts.tasks.listen(listener);
  }

  /**
   * Throws Failure unless so many pictures could be received now: the folder is there, can be written to, and has room.
   * To be asked before pictures are paid for, so it costs next to nothing.
   */
  async ensureRoomFor(pictures: number): Promise<void> {
    await ensureRoom(this.folder, minFreeBytes + pictures * roomyPictureBytes, this.#freeBytes);
    await this.#parts.staging.tryOut();
  }

  /**
   * Receives one delivered picture and answers when it is safe. Keeping the same bytes again changes nothing, so whoever
   * doesn't know whether it was kept may ask again; from another job too: the first one's record stays.
   */
  keep(body: AsyncIterable<Uint8Array>, origin: PictureOrigin, signal?: AbortSignal): Promise<Picture> {
    return this.#intake.keep(body, origin, signal);
  }

  /**
   * The same for a file that is complete in the folder for incoming files already. It is moved from there; where it
   * stays (an error, known content), whoever put it there takes it away.
   */
  async keepStaged(staged: StagedFile, origin: PictureOrigin): Promise<Picture> {
    const picture = await this.#parts.keeping.keep(staged, origin);
    this.#news.announce();
    return picture;
  }

  /** All pictures, the trash included, newest first. */
  outline(): Promise<PictureOutline> {
    return this.#parts.index.outline();
  }

  /** Which of them a query finds. */
  async matching(query: PictureQuery): Promise<PictureMatches> {
    const collections = query.collection === null ? [] : await this.collections.within(query.collection);
    return this.#parts.index.matching(query, collections, this.revision);
  }

  factsOf(wanted: PictureRows): Promise<readonly Picture[]> {
    return this.#parts.index.facts(wanted);
  }

  rowOf(id: string): Promise<number | null> {
    return this.#parts.index.rowOf(id);
  }

  /** How many pictures there are, the trash left out. */
  total(): Promise<number> {
    return this.#parts.index.total();
  }

  details(id: string): Promise<PictureDetails> {
    return this.#parts.browsing.details(id);
  }

  family(id: string): Promise<PictureFamily> {
    return this.#parts.browsing.family(id);
  }

  models(): Promise<readonly string[]> {
    return this.#parts.index.models();
  }

  summary(): Promise<LibraryFacts> {
    return this.#parts.browsing.summary();
  }

  /** Written to the disk before it is shown; ids that the library doesn't know are passed over. */
  change(given: { readonly of: PictureSet; readonly change: PictureChange }): Promise<Changed> {
    return this.#parts.organising.decisions.change(given);
  }

  tags(): Promise<readonly TagCount[]> {
    return this.#parts.organising.decisions.tags();
  }

  renameTag(given: { readonly from: string; readonly to: string }): Promise<Changed> {
    return this.#parts.organising.decisions.renameTag(given);
  }

  moveToTrash(of: PictureSet): Promise<Changed> {
    return this.#parts.organising.trashing.moveToTrash(of);
  }

  /** Puts trashed pictures back where they were. */
  restore(of: PictureSet): Promise<Changed> {
    return this.#parts.organising.trashing.restore(of);
  }

  /** Of what is in the trash; returns how many. */
  deleteForever(of: PictureSet): Promise<number> {
    return this.#parts.organising.deleting.deleteForever(of);
  }

  /** Takes back a change of pictures or collections, by the name that it was given (see `UndoLog`). */
  undo(name: string): Promise<void> {
    return this.#parts.organising.undoLog.undo(name);
  }

  /** Where the pixels of an id are; what can be made from others is made when it isn't there. Null when they aren't anywhere. */
  async fileOf(sort: PictureSort, id: string): Promise<FoundFile | null> {
    if (sort === 'patch' || sort === 'heat') return this.edits.fileOf(sort, id);
    if (sort === 'input') return this.inputs.pathOf(id);
    if (sort === 'picture') return this.#pictureFile(id);
    if (!(await this.#parts.index.find(id))) return null;
    const path = await onDisk(() => this.#parts.thumbnails.of(id, async () => (await this.#pictureFile(id))?.path ?? null));
    return path === null ? null : { path, kind: 'webp' };
  }

  /** A small PNG of a picture, for under the pointer while it is dragged. */
  async dragIcon(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const preview = await this.fileOf('thumbnail', id);
    if (!preview) throw fileGone();
    return new Uint8Array(await dragIconOf(preview.path));
  }

  /** A picture as PNG: the one form that every program takes from a clipboard. */
  async png(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const file = await this.#pictureFile(id);
    if (!file) throw fileGone();
    return this.#parts.decoding.take(async () => {
      const bytes = await onDisk(() => readFile(file.path));
      return new Uint8Array(await asPng(bytes, readPictureFacts(bytes)));
    });
  }

  async #pictureFile(id: string): Promise<FoundFile | null> {
    const found = await this.#parts.places.locate(id);
    return found && { path: this.#parts.layout.absolute(found.path), kind: found.record.kind };
  }
}

function fileGone(): Failure {
  return new Failure('not-found', 'The file of this picture is missing from the library folder.', { because: { why: 'file-gone' } });
}
