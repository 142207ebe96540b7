import type { UtilityProcess, utilityProcess } from 'electron';

import type { LibraryProcess } from './library-process.ts';

const serviceName = 'Afterglow Library';

/** Starts the library's process in Electron. Only once the app is ready. */
export function startUtilityProcess(electron: Pick<typeof utilityProcess, 'fork'>, script: string): LibraryProcess {
  const child = electron.fork(script, [], { serviceName });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => kill(child),
  };
}

/** Until it has spawned, Electron can't kill it. */
function kill(child: UtilityProcess): void {
  if (!child.kill()) child.once('spawn', () => child.kill());
}
