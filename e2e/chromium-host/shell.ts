import { cpSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { app } from './app.ts';
import { personIsThere } from './audience.ts';
import { record } from './recorded.ts';
import { strict } from './strict.ts';

/** Written down, and said to a person, who would wait for it. */
function noteOnly(api: string, subject: string, options?: object): void {
  record(`shell.${api}`, subject, options);
  if (personIsThere()) process.stderr.write(`The stand-in for Electron opens nothing. The app wanted to show: ${subject}\n`);
}

/** `shell`: nothing is opened. What is trashed goes into a folder of the app's data, for the stand-in deletes nothing. */
export const shell = strict('shell', {
  openExternal: (url: string, options?: object): Promise<void> => {
    noteOnly('openExternal', url, options);
    return URL.canParse(url) ? Promise.resolve() : Promise.reject(new Error('Invalid URL'));
  },
  openPath: (path: string): Promise<string> => {
    noteOnly('openPath', path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string): void => noteOnly('showItemInFolder', path),
  trashItem: (path: string): Promise<void> =>
    Promise.try(() => {
      record('shell.trashItem', path);
      statSync(path);
      const trash = join(app.getPath('userData'), 'stand-in-trash');
      mkdirSync(trash, { recursive: true });
      move(path, join(trash, `${new Date().toISOString().replaceAll(':', '')} ${basename(path)}`));
    }),
  beep: (): void => record('shell.beep'),
});

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
    rmSync(from, { recursive: true });
  }
}
