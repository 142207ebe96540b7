import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import type { BrowserWindow, Dialog } from 'electron';

import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import { droppedFileMaxBytes, type Input } from '../../shared/input.ts';
import type { CurrentLibrary } from '../current-library.ts';
import type { Words } from '../words.ts';
import { choosePaths } from './choose-paths.ts';

export interface InputDesk {
  readonly library: CurrentLibrary;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** Pictures on their way into a request. */
export function inputHandlers({ library, dialog, window, words }: InputDesk): BridgeHandlers['inputs'] {
  return {
    add: async (file) => (await library.ready()).inputs.add(file),
    choose: async () => {
      const filters = [{ name: words().pictureFiles, extensions: ['png', 'jpg', 'jpeg', 'webp'] }];
      const options = { title: words().chooseReferences, properties: ['openFile' as const, 'multiSelections' as const], filters };
      const filePaths = await choosePaths({ dialog, window }, options);
      const { inputs } = await library.ready();
      const added: Input[] = [];
      for (const file of filePaths) added.push(await inputs.add({ name: path.basename(file), bytes: await readChosen(file) }));
      return added;
    },
    fromPicture: async (id) => (await library.ready()).inputs.fromPicture(id),
    describe: async (ids) => (await library.ready()).inputs.describe(ids),
  };
}

/** The size first, so that a film chosen by mistake isn't read into memory. */
export async function readChosen(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if ((await stat(file)).size > droppedFileMaxBytes) throw tooLarge(path.basename(file));
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof Failure) throw error;
    const name = path.basename(file);
    throw new Failure('not-found', `${name} could not be read.`, { cause: error, because: { why: 'file-unreadable', file: name } });
  }
}

function tooLarge(file: string): Failure {
  const because = { why: 'file-too-large', file, mostBytes: droppedFileMaxBytes } as const;
  return new Failure('too-large', `${file} is larger than 64 MB.`, { because });
}
