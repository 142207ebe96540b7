import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { onTestFinished, vi } from 'vitest';

import { temporaryFolder } from '../library/test-library.ts';
import { Libraries, type OpenLibrary } from './libraries.ts';
import { startNodeProcess } from './node-process.ts';

// Each of these tests starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dyingScript = join(import.meta.dirname, 'test-dying-process.ts');

/** Libraries whose processes a test can see and kill. */
export class ProcessTrial {
  readonly processes: ChildProcess[] = [];
  readonly unexpected: unknown[] = [];
  /** Where the processes to come are killed by themselves: a step of the library's, or its `opening`; null for nowhere. */
  diesAt: string | null = null;
  nowMs = 0;
  readonly #libraries = new Libraries({
    start: () => {
      const started = this.diesAt === null ? startNodeProcess() : startNodeProcess(dyingScript, [this.diesAt]);
      this.processes.push(started.child);
      return started;
    },
    unexpected: (error) => this.unexpected.push(error),
    now: () => this.nowMs,
  });

  async open(folder?: string, options = { mustExist: false }): Promise<OpenLibrary> {
    const library = await this.#libraries.open(folder ?? (await temporaryFolder()), options);
    // Before the folder goes: vitest runs these last in, first out.
    onTestFinished(() => library.close());
    return library;
  }

  get newest(): ChildProcess {
    const newest = this.processes.at(-1);
    if (!newest) throw new Error('Nothing was started');
    return newest;
  }

  /** As an out-of-memory killer ends it. */
  async kill(): Promise<void> {
    const process = this.newest;
    const exited = once(process, 'exit');
    process.kill('SIGKILL');
    await exited;
  }
}
