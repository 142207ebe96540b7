import fs from 'node:fs';

import type { Afterglow } from '../../e2e/app.ts';
import { rounded } from '../figures.ts';

const everyMs = 10;
/** Written there, it makes the kernel forget the highest that it noted (proc(5)). */
const forgetPeak = '5';

/** The app's own processes of Node: the main process, and the library's among its children. Chromium's are not ours. */
function ownProcesses({ electron }: Afterglow): { readonly main: number; readonly library: number } {
  const main = electron.process().pid ?? Number.NaN;
  const children = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === main);
  const library = children.map(Number).find((pid) => /library-process\.js|node\.mojom\.NodeService/.test(read(pid, 'cmdline')));
  if (library === undefined) throw new Error('The library has no process.');
  return { main, library };
}

/**
 * The most memory that the app's own processes of Node have in use from now on, in MB: each by itself, as the kernel notes it, and
 * both at the same moment, looked at every few milliseconds. What they share is counted twice. Linux only.
 */
export function watchOwnMemory(app: Afterglow): () => Readonly<Record<'together' | 'main' | 'library', number>> {
  const { main, library } = ownProcesses(app);
  for (const pid of [main, library]) fs.writeFileSync(`/proc/${pid}/clear_refs`, forgetPeak);
  let together = 0;
  const look = (): void => void (together = Math.max(together, statusMB(main, 'VmRSS') + statusMB(library, 'VmRSS')));
  const looking = setInterval(look, everyMs);
  return () => {
    clearInterval(looking);
    look();
    return { together: rounded(together), main: rounded(statusMB(main, 'VmHWM')), library: rounded(statusMB(library, 'VmHWM')) };
  };
}

function statusMB(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  const [, kB] = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(read(pid, 'status')) ?? [];
  return (Number(kB) * 1024) / 1e6;
}

function parentOf(pid: string): number {
  // The second field, the name, may hold anything but ends with the last bracket.
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1]);
}

/** Empty for a process that has just gone. */
function read(pid: string | number, name: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
