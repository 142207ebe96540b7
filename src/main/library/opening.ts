import { access, mkdir } from 'node:fs/promises';

import { Failure } from '../../shared/failure.ts';
import { Drafts } from '../edits/drafts.ts';
import { Editing } from '../edits/editing.ts';
import { EditThread } from '../edits/thread/edit-thread.ts';
import { asDiskFailure } from '../files/disk-failure.ts';
import { Staging } from '../files/durable-file.ts';
import { freeBytesOf, type FreeBytes } from '../files/free-space.ts';
import { Browsing } from './browsing.ts';
import { Duplicates } from './duplicates/duplicates.ts';
import { Exporting } from './exporting/exporting.ts';
import { Importing } from './importing/importing.ts';
import {
  createIndexFile,
  isDamage,
  moveAside,
  openIndexFile,
  removeIndexFile,
  type IndexDatabase,
  type OpenedIndex,
} from './index-file.ts';
import { IndexGuard } from './index-guard.ts';
import { Inputs } from './inputs.ts';
import { Keeping } from './keeping.ts';
import { Layout } from './layout.ts';
import { LostFiles } from './lost-files.ts';
import { MarkFiles } from './marks/mark-files.ts';
import type { OnStep } from './on-step.ts';
import { changeIn } from './organising/change.ts';
import { Moving } from './moving/moving.ts';
import { Organising } from './organising/organising.ts';
import type { Deleting } from './organising/deleting.ts';
import { PictureIndex } from './picture-index.ts';
import { Places } from './places.ts';
import { addRecords, addTheRest, type RebuildParts } from './rebuild.ts';
import { Rebuilding } from './rebuilding.ts';
import { Records } from './records.ts';
import { Tasks } from './tasks.ts';
import { Thumbnails } from './thumbnails.ts';
import { Trash } from './trash/trash.ts';
import { Turns } from './turns.ts';
import type { OnSetAside } from './versioned-file.ts';
import { Verifying } from './verifying/verifying.ts';
import { FileDifferences } from './watching/file-differences.ts';
import { spaced } from './watching/spaced.ts';
import { Watching } from './watching/watching.ts';
import { Work } from './work.ts';

const trashKeptMs = 30 * 86_400_000;
/** How many pictures are decoded at once: each may take hundreds of megabytes. */
const decodedAtOnce = 2;

/** What other programs do to the files is told at most so often: they may do it to a hundred thousand. */
const announcedEveryMs = 200;

export interface LibraryOptions {
  /** Refuse a folder that isn't there instead of making it: an unplugged disk must not become an empty library. */
  readonly mustExist?: boolean;
  readonly now?: () => number;
  readonly freeBytes?: FreeBytes;
  readonly onStep?: OnStep;
  /** Another process that is writing to the folder for incoming files: its files aren't swept away (see `Staging`). */
  readonly spared?: string | undefined;
  /** What goes wrong in the background, where nobody waits for it. */
  readonly failed?: (error: unknown) => void;
  /** Follow what other programs do to the files, from a comparison in the background on, which may begin later. */
  readonly watchedAfterMs?: number;
}

/** What opening a library had to put right. */
export interface OpeningReport {
  /** The index was missing, damaged or of another version, and was made anew. */
  readonly rebuilt: boolean;
  readonly damagedIndexKeptAs: string | null;
  /** Records that are damaged or of a version to come; their pictures aren't shown. Counted when records are read. */
  readonly unreadableRecords: number;
  /** Where damaged files of marks, collections or searches were put, so that they aren't written over. */
  readonly setAside: readonly string[];
}

export interface LibraryParts {
  readonly layout: Layout;
  readonly staging: Staging;
  readonly index: PictureIndex;
  readonly inputs: Inputs;
  readonly browsing: Browsing;
  readonly keeping: Keeping;
  readonly organising: Organising;
  readonly places: Places;
  readonly thumbnails: Thumbnails;
  readonly importing: Importing;
  readonly editing: Editing;
  readonly drafts: Drafts;
  readonly tasks: Tasks;
  readonly work: Work;
  readonly watching: Watching;
  readonly guard: IndexGuard;
  /** Whoever decodes a picture holds one of these. */
  readonly decoding: Turns;
  /** Whoever changes the library holds this, one at a time. */
  readonly changes: Turns;
}

export async function openLibrary(
  folder: string,
  options: LibraryOptions,
  changed: () => void,
): Promise<{ parts: LibraryParts; report: OpeningReport }> {
  if (options.mustExist === true) await access(folder);
  else await mkdir(folder, { recursive: true });
  const layout = new Layout(folder);
  await layout.makeFolders();
  const staging = new Staging(layout.incoming);
  await staging.sweep(options.spared);
  // Of a process that was killed while it made one.
  await removeIndexFile(layout.newIndex);
  const open = (opened: OpenedIndex) => openWith(opened, layout, staging, options, changed);
  const opened = await openIndexFile(layout.index);
  try {
    return await open(opened);
  } catch (error) {
    if (!opened.database || !isDamage(error)) throw error;
    // A large one isn't looked through before it is used: that it is damaged was noticed only now.
    return open({ database: null, isClean: false, damagedKeptAs: await moveAside(layout.index) });
  }
}

async function openWith(
  { database, isClean, damagedKeptAs }: OpenedIndex,
  layout: Layout,
  staging: Staging,
  options: LibraryOptions,
  changed: () => void,
): Promise<{ parts: LibraryParts; report: OpeningReport }> {
  const setAside: string[] = [];
  const index = database ? indexIn(database, isClean) : new PictureIndex(await createIndexFile(layout.newIndex), 'made');
  try {
    const { parts, rebuildParts } = assemble(layout, staging, index, options, changed, (keptAs) => setAside.push(keptAs));
    const { deleting } = parts.organising;
    const unreadableRecords = isClean ? 0 : await unlessFull(!database, () => bringUp(rebuildParts, index, deleting));
    if (!database) await index.take(layout.index);
    await unlessFull(false, () => parts.organising.deleting.purge((options.now ?? Date.now)() - trashKeptMs));
    if (database) parts.guard.checkSoon();
    if (options.watchedAfterMs !== undefined) parts.watching.start(options.watchedAfterMs);
    return {
      parts,
      report: { rebuilt: !database, damagedIndexKeptAs: damagedKeptAs, unreadableRecords: unreadableRecords ?? 0, setAside },
    };
  } catch (error) {
    // Not as complete: the next opening goes through the records again.
    await index.abandon();
    throw error;
  }
}

function indexIn(database: IndexDatabase, isClean: boolean): PictureIndex {
  try {
    return new PictureIndex(database, isClean ? 'complete' : 'incomplete');
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Brings the index up to what the disk holds: all of it when it is new, and what the last process wrote and lost when that one died. */
async function bringUp(parts: RebuildParts, index: PictureIndex, deleting: Deleting): Promise<number> {
  const { count } = await addRecords(parts, index);
  await deleting.finish(await addTheRest(parts, index));
  return count;
}

/** On a full disk nothing can be put right, but the pictures can still be shown. The next opening tries again. */
async function unlessFull<T>(isNeeded: boolean, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const failure = asDiskFailure(error);
    if (!isNeeded && failure instanceof Failure && failure.code === 'disk-full') return null;
    throw failure;
  }
}

function assemble(
  layout: Layout,
  staging: Staging,
  index: PictureIndex,
  options: LibraryOptions,
  changed: () => void,
  onSetAside: OnSetAside,
) {
  const { onStep = () => undefined, now = Date.now, freeBytes = freeBytesOf } = options;
  const changes = new Turns(1);
  const decoding = new Turns(decodedAtOnce);
  const records = new Records(layout, staging);
  const marks = new MarkFiles(layout, staging, onSetAside);
  const trash = new Trash(layout, staging, onStep);
  const lost = new LostFiles(layout, index);
  const places = new Places(layout, index, lost, changes, changed);
  const thumbnails = new Thumbnails(layout, staging, decoding);
  const inputs = new Inputs({ layout, staging, decoding, places, changes, onStep });
  const browsing = new Browsing({ layout, index, inputs, places });
  const change = changeIn(changes, index, changed);
  const tasks = new Tasks();
  const organising = new Organising({ layout, staging, index, marks, trash, places, tasks, change, onSetAside, onStep, now });
  const keeping = new Keeping({ layout, records, marks, index, places, organising, thumbnails, decoding, changes, onStep });
  const importing = new Importing({
    ...{ layout, staging, records, marks, index, places, thumbnails, decoding, changes, now, freeBytes, onStep },
    changed: spaced(announcedEveryMs, changed),
  });
  const editing = new Editing({
    ...{ layout, staging, index, inputs, places, keeping, organising, importing, freeBytes, changed, onStep, now },
    thread: new EditThread(),
  });
  const failed = options.failed ?? (() => undefined);
  const drafts = new Drafts({ layout, staging, inputs, changes, freeBytes, failed });
  const exporting = new Exporting({ layout, index, places, decoding });
  const verifying = new Verifying({ layout, index, records, places, changes, changed });
  const duplicates = new Duplicates({ layout, index });
  const rebuilding = new Rebuilding({
    ...{ layout, records, marks, trash, index, changes, changed },
    letGo: () => guard.stopChecking(),
    finishDeleting: (ids) => organising.deleting.finish(ids),
  });
  const differences = new FileDifferences({ layout, index, changes, changed: spaced(announcedEveryMs, changed) });
  const watching = new Watching({ layout, index, differences, adopt: (path) => importing.adopt(path) });
  const moving = new Moving({ layout, changes, watching, freeBytes, onStep });
  const guard: IndexGuard = new IndexGuard({ path: layout.index, index, rebuilding, tasks, failed });
  const work = new Work({ tasks, importing, exporting, verifying, duplicates, moving, rebuilding, watching });
  return {
    parts: {
      ...{ layout, staging, index, inputs, browsing, keeping, organising, places, thumbnails, importing, editing, drafts },
      ...{ tasks, work, watching, guard, decoding, changes },
    },
    rebuildParts: { layout, records, marks, trash },
  };
}
