import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import type { LibraryProcess } from './library-process.ts';

const entry = join(import.meta.dirname, 'entry.ts');

/** The same process outside Electron, for tests and benchmarks. */
export function startNodeProcess(script = entry, args: readonly string[] = []): LibraryProcess & { readonly child: ChildProcess } {
  const child = fork(script, args, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    child,
    // Without a callback, a process that has just ended would throw somewhere else.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
