import path from 'node:path';

import type { BrowserWindow, Dialog, Shell } from 'electron';

import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import type { CurrentLibrary } from '../current-library.ts';
import { copyInto } from '../exporting.ts';
import type { Words } from '../words.ts';

/** The system around the gallery, as far as it is used. */
export interface PictureDesk {
  readonly library: CurrentLibrary;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly shell: Pick<Shell, 'showItemInFolder'>;
  /** Puts a PNG on the clipboard. */
  readonly copyPng: (png: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** The gallery's questions. */
export function pictureHandlers(desk: PictureDesk): BridgeHandlers['pictures'] {
  const { library } = desk;
  return {
    outline: async (query) => (await library.ready()).outline(query),
    slice: async ({ query, offset, limit }) => (await library.ready()).slice(query, offset, limit),
    position: async ({ query, id }) => (await library.ready()).position(query, id),
    details: async (id) => (await library.ready()).details(id),
    setFavourite: async ({ ids, favourite }) => (await library.ready()).setFavourite(ids, favourite),
    moveToTrash: async (ids) => (await library.ready()).moveToTrash(ids),
    restore: async (ids) => (await library.ready()).restore(ids),
    copy: async (id) => desk.copyPng(await (await library.ready()).png(id)),
    export: (ids) => exportPictures(desk, ids),
    showInFolder: async (id) => desk.shell.showItemInFolder(await pathOf(library, id)),
  };
}

async function pathOf(library: CurrentLibrary, id: string): Promise<string> {
  const file = await (await library.ready()).fileOf('picture', id);
  if (!file) throw new Failure('not-found', 'The file of this picture is missing from the library folder.');
  return file.path;
}

async function exportPictures({ library, dialog, window, words }: PictureDesk, ids: readonly string[]): Promise<number | null> {
  const options = { title: words().chooseExportFolder, properties: ['openDirectory', 'createDirectory'] } as const;
  const parent = window();
  const dialogOptions = { ...options, properties: [...options.properties] };
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, dialogOptions) : dialog.showOpenDialog(dialogOptions));
  const [folder] = filePaths;
  if (canceled || folder === undefined) return null;
  for (const id of ids) await copyInto(path.resolve(folder), await pathOf(library, id));
  return ids.length;
}
