import { rmSync, statSync } from 'node:fs';

import { record } from './recorded.ts';
import { strict } from './strict.ts';

/** `shell`: nothing is opened, only written down. A trashed file is really gone, for the app will look. */
export const shell = strict('shell', {
  openExternal: (url: string, options?: object): Promise<void> => {
    record('shell.openExternal', url, options);
    return URL.canParse(url) ? Promise.resolve() : Promise.reject(new Error('Invalid URL'));
  },
  openPath: (path: string): Promise<string> => {
    record('shell.openPath', path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string): void => record('shell.showItemInFolder', path),
  trashItem: (path: string): Promise<void> =>
    Promise.try(() => {
      record('shell.trashItem', path);
      statSync(path);
      rmSync(path, { recursive: true });
    }),
  beep: (): void => record('shell.beep'),
});
