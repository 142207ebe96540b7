import * as v from 'valibot';

import { ApiKey, type Account } from './account.ts';
import type { AppInfo } from './app-info.ts';
import type { CommandId } from './command.ts';
import { call, news, type Announce, type Client, type Handlers } from './contract.ts';
import { Draft } from './draft.ts';
import { GenerationRequest } from './generation.ts';
import { DroppedFile, Sha256, type Input } from './input.ts';
import type { Job } from './job.ts';
import { PictureIds, PictureQuery, PictureSlice, type Picture, type PictureDetails, type PictureOutline } from './picture.ts';
import type { QueueState } from './queue.ts';
import { SettingsPatch, type Settings } from './settings.ts';
import type { Spending } from './spending.ts';

const JobId = v.pipe(v.string(), v.uuid());
const Submission = v.object({
  request: GenerationRequest,
  /** Set when the person confirmed that the same request again is meant. */
  again: v.boolean(),
});
const Priced = v.object({ model: v.string(), size: v.string(), count: v.pipe(v.number(), v.integer()) });

/** Everything that crosses between the page and the main process. Pixels don't: they come from `app://afterglow/`. */
export const bridge = {
  app: {
    info: call().answers<AppInfo>(),
    /** Opens one of the pages that we link to in the person's browser. */
    openLink: call(v.picklist(['get-a-key', 'pricing', 'api-page'])),
    /** Asks where to, and writes what support needs to know, without keys and the person's own words; false when the person changed their mind. */
    saveReport: call().answers<boolean>(),
    commandChosen: news<CommandId>(),
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
    /** Everything but the library folder, which only a person can choose. */
    change: call(v.omit(SettingsPatch, ['libraryFolder'])).answers<Settings>(),
    /** Asks for a folder; null when the person changed their mind. */
    chooseLibraryFolder: call().answers<Settings | null>(),
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
    estimate: call(Priced).answers<number | null>(),
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
    outline: call(PictureQuery).answers<PictureOutline>(),
    slice: call(PictureSlice).answers<readonly Picture[]>(),
    /** Where a picture stands in the order of the query, or -1. */
    position: call(v.object({ query: PictureQuery, id: Sha256 })).answers<number>(),
    details: call(Sha256).answers<PictureDetails>(),
    setFavourite: call(v.object({ ids: PictureIds, favourite: v.boolean() })),
    moveToTrash: call(PictureIds),
    restore: call(PictureIds),
    copy: call(Sha256),
    /** Asks where to, and says how many were written; null when the person changed their mind. */
    export: call(PictureIds).answers<number | null>(),
    showInFolder: call(Sha256),
    /** The library's new revision. */
    changed: news<number>(),
  },
};

/** `same` is the job that asks for the same thing and was made seconds ago: nothing new was made. */
export type Submitted = { readonly made: true; readonly job: Job } | { readonly made: false; readonly same: Job };

export type Bridge = Client<typeof bridge>;
export type BridgeHandlers = Handlers<typeof bridge>;
export type AnnounceNews = Announce<typeof bridge>;
