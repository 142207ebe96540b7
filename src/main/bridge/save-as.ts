import { writeFile } from 'node:fs/promises';

import type { BrowserWindow, Dialog } from 'electron';

import { exportFailure } from '../exporting.ts';

interface SavingDesk {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  readonly window: () => BrowserWindow | null;
}

interface Suggestion {
  readonly title: string;
  readonly name: string;
  /** What kind of file it is, for the dialog: its name for people, and its ending. */
  readonly kind: readonly [name: string, extension: string];
}

/** Asks where to, and writes a text there; false when the person changed their mind. The text is made once it is wanted. */
export async function saveAs(
  { dialog, window }: SavingDesk,
  { title, name, kind }: Suggestion,
  text: () => string | Promise<string>,
): Promise<boolean> {
  const parent = window();
  const [kindName, extension] = kind;
  const options = { title, defaultPath: name, filters: [{ name: kindName, extensions: [extension] }] };
  const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return false;
  const content = await text();
  try {
    await writeFile(filePath, content);
  } catch (error) {
    throw exportFailure(error, filePath);
  }
  return true;
}
