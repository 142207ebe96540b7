import * as v from 'valibot';

import { ApiKey, type Account } from './account.ts';
import type { AppInfo } from './app-info.ts';
import type { CommandId } from './command.ts';
import { call, news, type Announce, type Client, type Handlers } from './contract.ts';
import { Draft } from './draft.ts';
import { Blend, EditOrder, type Fitted, type Judgement } from './edit.ts';
import { BegunEdit, type KeptDraft } from './edit-draft.ts';
import { Submission, type GenerationRequest } from './generation.ts';
import { DroppedFile, Sha256, type Input } from './input.ts';
import type { Job } from './job.ts';
import {
  ExportOptions,
  type DuplicateGroup,
  type ExportReport,
  type ImportReport,
  type KnownLibrary,
  type LibraryFacts,
  type LibraryTask,
  type VerifyReport,
} from './library.ts';
import {
  CollectionId,
  PictureChange,
  PictureQuery,
  PictureRows,
  PictureSet,
  SavedSearch,
  Tag,
  type Changed,
  type Collection,
  type Picture,
  type PictureDetails,
  type PictureFamily,
  type PictureMatches,
  type PictureOutline,
  type TagCount,
} from './picture.ts';
import type { QueueState } from './queue.ts';
import { SettingsPatch, type Settings } from './settings.ts';
import type { Spending } from './spending.ts';

const JobId = v.pipe(v.string(), v.uuid());
const CollectionName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const FolderOrFile = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

/** Everything that crosses between the page and the main process. Pixels don't: they come from `app://afterglow/`. */
export const bridge = {
  app: {
    info: call().answers<AppInfo>(),
    /** Opens one of the pages that we link to in the person's browser. */
    openLink: call(v.picklist(['get-a-key', 'pricing', 'api-page'])),
    /** Asks where to, and writes what support needs to know, without keys and the person's own words; false when the person changed their mind. */
    saveReport: call().answers<boolean>(),
    commandChosen: news<CommandId>(),
    noticed: news<AppInfo['notices']>(),
  },
  account: {
    get: call().answers<Account>(),
    /** Tests the key against the service, then stores it. */
    saveKey: call(ApiKey).answers<Account>(),
    removeKey: call().answers<Account>(),
    startPractice: call().answers<Account>(),
    leavePractice: call().answers<Account>(),
    refreshBalance: call().answers<Account>(),
    changed: news<Account>(),
  },
  settings: {
    get: call().answers<Settings>(),
    /** Everything but the library folder, which `library.choose` sets. */
    change: call(v.omit(SettingsPatch, ['libraryFolder'])).answers<Settings>(),
    changed: news<Settings>(),
  },
  draft: {
    load: call().answers<Draft>(),
    save: call(Draft),
  },
  inputs: {
    /** Keeps a dropped or pasted picture; refuses what isn't one. */
    add: call(DroppedFile).answers<Input>(),
    /** Asks for files; empty when the person changed their mind. */
    choose: call().answers<readonly Input[]>(),
    fromPicture: call(Sha256).answers<Input>(),
    /** Those of the ids that are still there, in the order asked for. */
    describe: call(v.array(Sha256)).answers<readonly Input[]>(),
  },
  jobs: {
    /** Newest first. */
    list: call().answers<readonly Job[]>(),
    submit: call(Submission).answers<Submitted>(),
    /** In credits, or null when nothing is known of the price. */
    estimate: call(v.object({ model: v.string(), size: v.string(), count: v.pipe(v.number(), v.integer()) })).answers<number | null>(),
    /** Takes back what isn't sent yet. */
    cancel: call(JobId),
    /** The same, and answers with what was asked for, to be changed and asked for anew. */
    takeBack: call(JobId).answers<GenerationRequest>(),
    stopWatching: call(JobId),
    watchAgain: call(JobId),
    /** A new job with the same request. */
    tryAgain: call(JobId).answers<Job>(),
    /** Looks again for the task of a job whose answer was lost. */
    checkAgain: call(JobId),
    sendAgain: call(JobId),
    giveUp: call(JobId),
    changed: news<Job>(),
  },
  /** Editing a picture of the library. What is painted crosses as a PNG, once; everything else is asked for by id. */
  edits: {
    /** Brings a picture in from outside, so that it can be edited: a file by its path, or pasted bytes. */
    bring: call(v.union([v.object({ path: FolderOrFile }), DroppedFile])).answers<Picture>(),
    /** Asks for a file first; null when the person changed their mind. */
    chooseAndBring: call().answers<Picture | null>(),
    /** Keeps the picture's bytes for this edit, whatever other programs do to its file meanwhile. Its pixels are at `app://afterglow/input/<id>` too. */
    open: call(Sha256).answers<Input>(),
    /** Keeps what was painted. */
    keepMask: call(DroppedFile).answers<Input>(),
    /** Keeps what is begun on a picture and isn't sent, in the place of what was kept of it before. */
    keepDraft: call(BegunEdit),
    findDraft: call(Sha256).answers<KeptDraft | null>(),
    forgetDraft: call(Sha256),
    /** Asks where to, and writes the mask as a PNG; false when the person changed their mind. */
    exportMask: call(DroppedFile).answers<boolean>(),
    /** Asks for a picture to be used as a mask; null when the person changed their mind. */
    chooseMask: call().answers<Input | null>(),
    /** Makes what the service takes from the order, and asks for it. */
    submit: call(v.object({ order: EditOrder, again: v.boolean() })).answers<EditSubmitted>(),
    /** Looks at an answer of a masked edit; what was found once is remembered. */
    judge: call(Sha256).answers<Judgement>(),
    /** Lays an answer over its original, and keeps that as a picture of its own. */
    keep: call(v.object({ answer: Sha256, blend: Blend })).answers<Kept>(),
    /** The masks of earlier edits, newest first, for the same canvas size. */
    earlierMasks: call(v.object({ width: v.number(), height: v.number() })).answers<readonly EarlierMask[]>(),
  },
  /** What isn't sent yet, and costs nothing yet. */
  queue: {
    get: call().answers<QueueState>(),
    /** Sends nothing more until it is resumed; what was sent goes on. */
    pause: call(),
    resume: call(),
    /** Puts a job before another one that isn't sent either, or at the end. */
    move: call(v.object({ id: JobId, before: v.nullable(JobId) })),
    /** Takes back everything that isn't sent yet, and answers with the jobs' ids. */
    cancelAll: call().answers<readonly string[]>(),
    changed: news<QueueState>(),
  },
  spending: {
    get: call().answers<Spending>(),
    /** Asks where to, and writes every job with its charge as CSV; false when the person changed their mind. */
    exportLedger: call().answers<boolean>(),
  },
  pictures: {
    outline: call().answers<PictureOutline>(),
    matching: call(PictureQuery).answers<PictureMatches>(),
    facts: call(PictureRows).answers<readonly Picture[]>(),
    /** A picture's row in the index, or null when the library doesn't hold it. */
    rowOf: call(Sha256).answers<number | null>(),
    details: call(Sha256).answers<PictureDetails>(),
    family: call(Sha256).answers<PictureFamily>(),
    /** The models that pictures were made with, for the filter. */
    models: call().answers<readonly string[]>(),
    tags: call().answers<readonly TagCount[]>(),
    renameTag: call(v.object({ from: Tag, to: Tag })).answers<Changed>(),
    change: call(v.object({ of: PictureSet, change: PictureChange })).answers<Changed>(),
    moveToTrash: call(PictureSet).answers<Changed>(),
    restore: call(PictureSet).answers<Changed>(),
    /** Of what is in the trash; can't be undone. Answers with how many. */
    deleteForever: call(PictureSet).answers<number>(),
    /** Takes back a change, a move to the trash or a restore. */
    undo: call(v.pipe(v.string(), v.maxLength(100))),
    copy: call(Sha256),
    /** Begins to drag files out of the window, to wherever they are dropped. */
    startDrag: call(v.pipe(v.array(Sha256), v.minLength(1), v.maxLength(100))),
    showInFolder: call(Sha256),
    /** The library's new revision. */
    changed: news<number>(),
  },
  collections: {
    list: call().answers<readonly Collection[]>(),
    create: call(v.object({ name: CollectionName, parent: v.nullable(CollectionId) })).answers<Collection>(),
    rename: call(v.object({ id: CollectionId, name: CollectionName })),
    /** Puts it into another one, or at the top. */
    move: call(v.object({ id: CollectionId, parent: v.nullable(CollectionId) })),
    /** Forgets the grouping and those inside it; the pictures stay. Can be undone by `pictures.undo`. */
    remove: call(CollectionId).answers<Changed>(),
  },
  searches: {
    list: call().answers<readonly SavedSearch[]>(),
    save: call(SavedSearch),
    remove: call(SavedSearch.entries.id),
  },
  library: {
    facts: call().answers<LibraryFacts>(),
    known: call().answers<readonly KnownLibrary[]>(),
    /** Opens one of the known ones. */
    open: call(FolderOrFile),
    /** Asks for a folder and opens the library in it, made if need be; null when the person changed their mind. */
    choose: call().answers<LibraryFacts | null>(),
    /** Opens the library's folder in the system's file manager. */
    showFolder: call(),
    /** Takes it off the list; nothing on the disk is touched. */
    forget: call(FolderOrFile),
    /** Asks where to, and moves the whole library there; null when the person changed their mind. */
    move: call().answers<LibraryFacts | null>(),
    /** Brings in dropped files and folders. */
    import: call(v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.minLength(1), v.maxLength(10_000))).answers<ImportReport>(),
    /** Asks for files or for a folder first; null when the person changed their mind. */
    chooseImport: call(v.picklist(['files', 'folder'])).answers<ImportReport | null>(),
    /** Asks where to; null when the person changed their mind. */
    export: call(ExportOptions).answers<ExportReport | null>(),
    /** Makes the index anew from records and files; the gallery stays usable. */
    rebuild: call().answers<VerifyReport>(),
    /** Reads every picture and compares it with what it was. */
    verify: call().answers<VerifyReport>(),
    duplicates: call().answers<readonly DuplicateGroup[]>(),
    /** Puts the copies, not the pictures themselves, into the system's trash. */
    removeCopies: call(v.array(v.pipe(v.string(), v.maxLength(4096)))).answers<number>(),
    cancel: call(v.pipe(v.string(), v.maxLength(100))),
    task: news<LibraryTask>(),
  },
};

/** `same` is the job that asks for the same thing and was made seconds ago: nothing new was made. */
export type Submitted = { readonly made: true; readonly job: Job } | { readonly made: false; readonly same: Job };

/** What was done to the picture so that the service takes it, and what became of the request. */
export type EditSubmitted = Submitted & { readonly fitted: Fitted };

/** A picture that was laid together, and how many of its pixels outside the mask differ from the original's: counted, not assumed. */
export interface Kept {
  readonly picture: Picture;
  readonly differingOutside: number;
  /** What could not be kept as it was: the original's colours had to be converted to sRGB. */
  readonly converted: boolean;
}

export interface EarlierMask {
  /** An input. */
  readonly mask: string;
  readonly prompt: string;
  readonly createdAt: number;
}

export type Bridge = Client<typeof bridge>;
export type BridgeHandlers = Handlers<typeof bridge>;
export type AnnounceNews = Announce<typeof bridge>;
