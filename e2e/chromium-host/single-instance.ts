import { type FSWatcher, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isAlive } from './host.ts';

type SecondInstance = (argv: string[], workingFolder: string, data: unknown) => void;

interface Holder {
  readonly pid: number;
  /** When that process began: a later process may get the same id. */
  readonly since: string;
}

/** The lock of `app.requestSingleInstanceLock`: a file that counts while its process lives, and a folder for what later starts have to say. */
export class InstanceLock {
  #lockPath: string | undefined;
  #watcher: FSWatcher | undefined;

  get held(): boolean {
    return this.#lockPath !== undefined;
  }

  /** Answers at once, as Electron does. The second to ask leaves its command line for the first. */
  request(userData: string, data: unknown, onSecond: SecondInstance): boolean {
    if (this.held) return true;
    const mail = join(userData, 'single-instance');
    mkdirSync(mail, { recursive: true });
    const lockPath = join(userData, 'single-instance.lock');
    for (let attempt = 0; attempt < 10; attempt++) {
      if (tryToWrite(lockPath)) {
        this.#lockPath = lockPath;
        this.#receive(mail, onSecond);
        return true;
      }
      const holder = readHolder(lockPath);
      if (holder && isAlive(holder.pid) && startOf(holder.pid) === holder.since) break;
      takeAway(lockPath);
    }
    leaveMessage(mail, { argv: process.argv, workingFolder: process.cwd(), data });
    return false;
  }

  release(): void {
    this.#watcher?.close();
    if (this.#lockPath !== undefined) rmSync(this.#lockPath, { force: true });
    this.#lockPath = undefined;
  }

  #receive(mail: string, onSecond: SecondInstance): void {
    const readAll = (): void => {
      for (const name of readdirSync(mail).filter((one) => one.endsWith('.json'))) {
        const path = join(mail, name);
        const { argv, workingFolder, data } = JSON.parse(readFileSync(path, 'utf8')) as {
          argv: string[];
          workingFolder: string;
          data: unknown;
        };
        rmSync(path);
        onSecond(argv, workingFolder, data);
      }
    };
    for (const name of readdirSync(mail)) rmSync(join(mail, name), { force: true });
    this.#watcher = watch(mail, { persistent: false }, readAll);
  }
}

function tryToWrite(lockPath: string): boolean {
  // Written aside and linked, so that nobody ever reads half a lock.
  const aside = `${lockPath}.${process.pid}`;
  writeFileSync(aside, JSON.stringify({ pid: process.pid, since: startOf(process.pid) } satisfies Holder));
  try {
    linkSync(aside, lockPath);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(lockPath: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lockPath, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Of two that find a dead process's lock, only one succeeds in moving it. */
function takeAway(lockPath: string): void {
  const aside = `${lockPath}.${process.pid}.stale`;
  try {
    renameSync(lockPath, aside);
    rmSync(aside);
  } catch {
    // The other one was faster.
  }
}

/** Clock ticks between the machine's start and the process's, on Linux; elsewhere nothing is known. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function leaveMessage(mail: string, message: object): void {
  const path = join(mail, `${process.pid}-${process.hrtime.bigint()}`);
  writeFileSync(path, JSON.stringify(message));
  renameSync(path, `${path}.json`);
}
