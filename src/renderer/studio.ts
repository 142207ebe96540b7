import { createContext } from 'svelte';

import type { AppInfo } from '../shared/app-info.ts';
import type { Bridge } from '../shared/bridge.ts';
import { pauseOrResume } from './activity/pause-command.ts';
import { Clock } from './clock.ts';
import { Collections } from './collections.svelte.ts';
import { Commands } from './commands.ts';
import { Draft } from './create/draft.svelte.ts';
import { References } from './create/references.svelte.ts';
import { EditMemory } from './editor/edit-memory.ts';
import { KeptDrafts } from './editor/kept-drafts.ts';
import { Language } from './i18n/language.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { LibraryStore } from './library/library-store.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Pictures } from './pictures.svelte.ts';
import { Queue } from './queue.svelte.ts';
import { Router } from './router.svelte.ts';
import { Searches } from './searches.svelte.ts';
import { Session } from './session.svelte.ts';
import { SettingsStore } from './settings-store.svelte.ts';
import { StartNotices } from './shell/start-notices.svelte.ts';
import { Tags } from './tags.svelte.ts';
import { UndoStack } from './undo-stack.ts';

/** Everything a screen works with. Built once in `main.ts`; screens take it from the context, what is below them takes props. */
export interface Studio {
  readonly bridge: Bridge;
  readonly info: AppInfo;
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly language: Language;
  readonly references: References;
  readonly draft: Draft;
  readonly jobs: Jobs;
  readonly queue: Queue;
  readonly pictures: Pictures;
  readonly collections: Collections;
  readonly searches: Searches;
  readonly tags: Tags;
  readonly undoStack: UndoStack;
  readonly library: LibraryStore;
  /** What was begun in the editor. */
  readonly edits: EditMemory;
  readonly keptEdits: KeptDrafts;
  readonly router: Router;
  readonly commands: Commands;
  readonly notices: Notices;
  readonly startNotices: StartNotices;
  readonly clock: Clock;
}

export const [useStudio, provideStudio] = createContext<Studio>();

/** Builds the studio, listens to the main process and the keyboard, and fills it with what the main process knows. */
export async function openStudio(bridge: Bridge, target: Window): Promise<Studio> {
  const startNotices = new StartNotices(bridge.app);
  startNotices.listen();
  const info = await bridge.app.info();
  startNotices.hear(info.notices);
  const settings = new SettingsStore(bridge.settings);
  const references = new References(bridge.inputs, () => settings.model);
  const jobs = new Jobs(bridge.jobs);
  const [language, notices] = [new Language(() => settings.current.language, info.systemLanguage), new Notices()];
  const keptEdits = new KeptDrafts(bridge.edits, (failure) => void notices.attempt(language, Promise.reject(failure)));
  const studio: Studio = {
    bridge,
    info,
    settings,
    references,
    jobs,
    language,
    notices,
    keptEdits,
    startNotices,
    session: new Session(bridge.account),
    draft: new Draft(bridge.draft, references),
    queue: new Queue(bridge.queue, jobs),
    pictures: new Pictures(bridge.pictures),
    collections: new Collections(bridge.collections),
    searches: new Searches(bridge.searches),
    tags: new Tags(bridge.pictures),
    undoStack: new UndoStack(),
    library: new LibraryStore(bridge.library),
    edits: new EditMemory(keptEdits),
    router: new Router(),
    commands: new Commands(info.platform),
    clock: new Clock(),
  };
  // First to listen, then to ask: what happens in between would be news that nobody heard.
  listen(studio, target);
  await Promise.all([studio.session.load(), settings.load(), studio.jobs.load(), studio.queue.load()]);
  await studio.draft.load();
  return studio;
}

function listen(studio: Studio, target: Window): void {
  studio.session.listen();
  studio.settings.listen();
  studio.jobs.listen();
  studio.queue.listen();
  studio.pictures.listen();
  studio.library.listen();
  studio.bridge.pictures.changed(() => void studio.references.recover());
  studio.commands.handle({ 'pause-queue': () => pauseOrResume(studio) });
  studio.commands.listen(target, studio.bridge.app.commandChosen);
}
