import { allowOnlyPictures } from '../files/picture-preview.ts';
import { Library } from '../library/library.ts';
import type { LibraryOptions } from '../library/opening.ts';
import { LibraryHost } from './library-host.ts';
import { mainPort } from './main-port.ts';

/** The first screen of pictures comes before what other programs did meanwhile. */
const watchedAfterMs = 2_000;

/** Makes this process the library's. A test passes what stops it at a step. */
export function hostLibrary(options: LibraryOptions = {}): void {
  allowOnlyPictures();
  const port = mainPort();
  const host = new LibraryHost({
    open: (folder, opening) => Library.open(folder, { watchedAfterMs, failed: (error) => host.report(error), ...options, ...opening }),
    say: (message) => port.say(message),
    exit: () => process.exit(),
  });
  process.on('unhandledRejection', (error) => host.report(error));
  process.on('uncaughtException', (error) => {
    host.report(error);
    // Nobody knows what it left undone: the main process starts another one.
    process.exit(1);
  });
  // From a terminal these come to every process of the app. The main process says when it is time to go.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  port.onMessage((message) => host.hear(message));
}
