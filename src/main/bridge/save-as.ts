import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { BrowserWindow, Dialog } from 'electron';

import { Failure } from '../../shared/failure.ts';
import { asDiskFailure } from '../files/disk-failure.ts';
import type { Words } from '../words.ts';

export interface SaveDesk {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

interface Suggestion {
  readonly title: string;
  readonly name: string;
  /** What kind of file it is, for the dialog: its name for people, and its ending. */
  readonly kind: readonly [name: string, extension: string];
}

/** Asks where a file is to go; null when the person changed their mind. */
export async function chooseTarget(
  { dialog, window }: Pick<SaveDesk, 'dialog' | 'window'>,
  { title, name, kind }: Suggestion,
): Promise<string | null> {
  const parent = window();
  const [kindName, extension] = kind;
  const options = { title, defaultPath: name, filters: [{ name: kindName, extensions: [extension] }] };
  const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}

/** Asks where to, and writes a text or bytes there; false when the person changed their mind. They are made once they are wanted. */
export async function saveAs(
  desk: Pick<SaveDesk, 'dialog' | 'window'>,
  suggestion: Suggestion,
  make: () => string | Uint8Array | Promise<string>,
): Promise<boolean> {
  const target = await chooseTarget(desk, suggestion);
  if (target === null) return false;
  const content = await make();
  try {
    await writeFile(target, content);
  } catch (error) {
    throw saveFailure(error, target);
  }
  return true;
}

/** Why a file could not be written where a person wanted it. */
function saveFailure(error: unknown, target: string): Failure {
  const failure = asDiskFailure(error);
  if (failure instanceof Failure && failure.code === 'disk-full') return failure;
  return new Failure('invalid', `Nothing could be written to ${dirname(target)}. Choose another folder.`, { cause: error });
}
