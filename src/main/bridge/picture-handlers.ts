import type { Shell } from 'electron';

import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import type { CurrentLibrary } from '../current-library.ts';

/** The system around the gallery, as far as it is used. */
export interface PictureDesk {
  readonly library: CurrentLibrary;
  readonly shell: Pick<Shell, 'showItemInFolder'>;
  /** Puts a PNG on the clipboard. */
  readonly copyPng: (png: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Begins to drag files out of the window, with the first one's preview (a PNG) under the pointer. */
  readonly startDrag: (files: readonly string[], icon: Uint8Array) => void;
}

/** The gallery's questions. */
export function pictureHandlers(desk: PictureDesk): BridgeHandlers['pictures'] {
  const { library } = desk;
  return {
    outline: async () => (await library.ready()).outline(),
    matching: async (query) => (await library.ready()).matching(query),
    facts: async (wanted) => (await library.ready()).factsOf(wanted),
    rowOf: async (id) => (await library.ready()).rowOf(id),
    details: async (id) => (await library.ready()).details(id),
    family: async (id) => (await library.ready()).family(id),
    models: async () => (await library.ready()).models(),
    tags: async () => (await library.ready()).tags(),
    renameTag: async (names) => (await library.ready()).renameTag(names),
    change: async (change) => (await library.ready()).change(change),
    moveToTrash: async (of) => (await library.ready()).moveToTrash(of),
    restore: async (of) => (await library.ready()).restore(of),
    deleteForever: async (of) => (await library.ready()).deleteForever(of),
    undo: async (name) => (await library.ready()).undo(name),
    copy: async (id) => desk.copyPng(await (await library.ready()).png(id)),
    startDrag: (ids) => startDrag(desk, ids),
    showInFolder: async (id) => desk.shell.showItemInFolder(await pathOf(library, id)),
  };
}

async function startDrag({ library, startDrag: drag }: PictureDesk, ids: readonly string[]): Promise<void> {
  const open = await library.ready();
  const files = await Promise.all(ids.map((id) => open.fileOf('picture', id)));
  const first = ids[files.findIndex((file) => file !== null)];
  if (first === undefined) throw new Failure('not-found', 'The files of these pictures are missing from the library folder.');
  drag(
    files.flatMap((file) => file?.path ?? []),
    await open.dragIcon(first),
  );
}

async function pathOf(library: CurrentLibrary, id: string): Promise<string> {
  const file = await (await library.ready()).fileOf('picture', id);
  if (!file) throw new Failure('not-found', 'The file of this picture is missing from the library folder.');
  return file.path;
}
