import { resolve } from 'node:path';

import type { Shell } from 'electron';

import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import type { ExportOptions, ExportReport, ImportReport, LibraryFacts } from '../../shared/library.ts';
import type { CurrentLibrary } from '../current-library.ts';
import type { KnownLibraries } from '../known-libraries.ts';
import type { LibraryTasks } from '../library-tasks.ts';
import { chooseFolder, choosePaths } from './choose-paths.ts';
import { chooseTarget, type SaveDesk } from './save-as.ts';

/** The system around the library, as far as it is used. */
export interface LibraryDesk extends SaveDesk {
  readonly library: CurrentLibrary;
  readonly libraries: KnownLibraries;
  readonly libraryTasks: LibraryTasks;
  readonly shell: Pick<Shell, 'trashItem' | 'openPath'>;
  readonly dialog: SaveDesk['dialog'] & Parameters<typeof choosePaths>[0]['dialog'];
}

/** The groups that a person made. */
export function collectionHandlers({ library }: Pick<LibraryDesk, 'library'>): BridgeHandlers['collections'] {
  return {
    list: async () => (await library.ready()).collections.list(),
    create: async (given) => (await library.ready()).collections.create(given),
    rename: async (given) => (await library.ready()).collections.rename(given),
    move: async (given) => (await library.ready()).collections.move(given),
    remove: async (id) => (await library.ready()).collections.remove(id),
  };
}

/** The queries that a person gave a name. */
export function searchHandlers({ library }: Pick<LibraryDesk, 'library'>): BridgeHandlers['searches'] {
  return {
    list: async () => (await library.ready()).searches.list(),
    save: async (search) => (await library.ready()).searches.save(search),
    remove: async (id) => (await library.ready()).searches.remove(id),
  };
}

/** The library as a whole: where it is, what comes in and goes out, and whether all is well. */
export function libraryHandlers(desk: LibraryDesk): BridgeHandlers['library'] {
  const { library, libraries, libraryTasks } = desk;
  return {
    facts: async () => (await library.ready()).summary(),
    known: () => libraries.known(),
    open: (folder) => libraries.open(folder),
    choose: () => openChosen(desk),
    showFolder: () => showFolder(desk),
    forget: (folder) => libraries.forget(folder),
    move: () => moveTo(desk),
    import: (paths) => importPaths(desk, paths),
    chooseImport: (what) => chooseImport(desk, what),
    export: (options) => exportPictures(desk, options),
    rebuild: async () => libraryTasks.run(async (task, signal) => (await library.ready()).work.rebuild({ task }, signal)),
    verify: async () => libraryTasks.run(async (task, signal) => (await library.ready()).work.verify({ task }, signal)),
    duplicates: async () => libraryTasks.run(async (task, signal) => (await library.ready()).work.duplicates({ task }, signal)),
    removeCopies: (paths) => removeCopies(desk, paths),
    cancel: (task) => libraryTasks.cancel(task),
  };
}

async function openChosen(desk: LibraryDesk): Promise<LibraryFacts | null> {
  const folder = await chooseFolder(desk, desk.words().chooseLibraryFolder);
  if (folder === null) return null;
  await desk.libraries.openChosen(folder);
  return (await desk.library.ready()).summary();
}

async function showFolder({ library, shell }: LibraryDesk): Promise<void> {
  const trouble = await shell.openPath(library.folder);
  if (trouble !== '') throw new Failure('library-unavailable', trouble);
}

async function moveTo(desk: LibraryDesk): Promise<LibraryFacts | null> {
  const folder = await chooseFolder(desk, desk.words().chooseNewPlace);
  if (folder === null) return null;
  await desk.libraryTasks.run((task, signal) => desk.libraries.move(folder, task, signal));
  return (await desk.library.ready()).summary();
}

function importPaths({ library, libraryTasks, words }: LibraryDesk, paths: readonly string[]): Promise<ImportReport> {
  const { language } = words();
  return libraryTasks.run(async (task, signal) => (await library.ready()).work.import({ task, paths, language }, signal));
}

async function chooseImport(desk: LibraryDesk, what: 'files' | 'folder'): Promise<ImportReport | null> {
  const { chooseImportFiles, chooseImportFolder, pictureFiles } = desk.words();
  const paths = await (what === 'folder'
    ? choosePaths(desk, { title: chooseImportFolder, properties: ['openDirectory', 'multiSelections'] })
    : choosePaths(desk, {
        title: chooseImportFiles,
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: pictureFiles, extensions: ['png', 'jpg', 'jpeg', 'webp'] }],
      }));
  return paths.length === 0 ? null : importPaths(desk, paths);
}

async function exportPictures(desk: LibraryDesk, options: ExportOptions): Promise<ExportReport | null> {
  const { chooseExportFolder, chooseExportZip } = desk.words();
  const to =
    options.as === 'zip'
      ? await chooseTarget(desk, { title: chooseExportZip, name: 'Afterglow.zip', kind: ['ZIP', 'zip'] })
      : await chooseFolder(desk, chooseExportFolder);
  if (to === null) return null;
  const { library, libraryTasks } = desk;
  return libraryTasks.run(async (task, signal) => (await library.ready()).work.export({ task, options, to: resolve(to) }, signal));
}

/** Into the system's trash, where the person can find them again. Answers with how many. */
async function removeCopies({ library, shell }: LibraryDesk, paths: readonly string[]): Promise<number> {
  const copies = await (await library.ready()).work.copiesAmong(paths);
  for (const copy of copies) await shell.trashItem(copy);
  return copies.length;
}
