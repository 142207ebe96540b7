import { join } from 'node:path';

import type { Access } from '../evolink/access.ts';
import { Downloads } from '../evolink/download.ts';
import { Evolink } from '../evolink/evolink.ts';
import { Transport } from '../evolink/transport.ts';
import { Library } from '../library/library.ts';
import type { OnStep } from '../library/on-step.ts';
import type { Fact } from '../settings/remembered.ts';
import type { Clock } from './clock.ts';
import { JobBook } from './job-book.ts';
import { Jobs } from './jobs.ts';
import { Journal } from './journal.ts';
import type { Step, StepHook } from './parts.ts';

interface EngineSettings {
  readonly clock: Clock;
  readonly access: Access;
  readonly concurrency: number;
  /** Credits a month; without it there is no limit. */
  readonly budget?: () => number | null;
  readonly step?: StepHook;
  /** Put around the parts that reach the disk or the network, for a test that must know when nothing is under way. */
  readonly around?: <T extends object>(part: T) => T;
  /** The same for the journal, whose writes are done when they return. */
  readonly aroundJournal?: (journal: Journal) => Journal;
  /** Called between the library's own durable steps. */
  readonly onLibraryStep?: OnStep;
}

/** The job engine as tests compose it: real journal, real library, and a way to die. */
export class Engine {
  readonly jobs: Jobs;
  readonly book: JobBook;
  readonly journal: Journal;
  readonly library: Library;
  readonly unexpected: unknown[] = [];
  readonly paused = heldInMemory(false);
  /** What the engine may use now; null while there is no key. */
  access: Access | null;
  readonly #timers = new Set<() => void>();
  readonly #transport = new Transport('Afterglow/test', () => Promise.resolve(null));
  readonly #downloads = new Downloads('Afterglow/test');
  readonly #pauses = new Map<Step, { reached: (jobId: string) => void; over: Promise<undefined> }>();
  #dead = false;
  /** Whether new jobs are for the practice server. */
  practice = false;
  /** What is free on the library's disk. */
  freeBytes = Infinity;

  private constructor(journal: Journal, library: Library, settings: EngineSettings) {
    this.journal = journal;
    this.library = library;
    this.access = settings.access;
    const clock = this.#counted(settings.clock);
    const unexpected = (error: unknown): void => void this.unexpected.push(error);
    const around = settings.around ?? ((part) => part);
    this.book = new JobBook(journal, clock, unexpected);
    const parts = {
      book: this.book,
      journal,
      library: around(library),
      evolink: around(new Evolink(this.#transport, clock.now)),
      downloads: around(this.#downloads),
      access: () => Promise.resolve(this.access),
      clock,
      random: () => 0.5,
      step: (step: Step, jobId: string) => this.#paused(step, jobId) ?? settings.step?.(step, jobId),
      unexpected,
    };
    this.jobs = new Jobs(parts, {
      concurrency: () => settings.concurrency,
      budget: settings.budget ?? (() => null),
      paused: this.paused,
      practice: () => this.practice,
      settled: () => undefined,
    });
  }

  static async open(folder: string, settings: EngineSettings): Promise<Engine> {
    let engine: Engine | null = null;
    const freeBytes = () => Promise.resolve(engine?.freeBytes ?? Infinity);
    const { clock, onLibraryStep = () => undefined, aroundJournal } = settings;
    const library = await Library.open(join(folder, 'library'), { now: clock.now, freeBytes, onStep: onLibraryStep });
    const journal = Journal.open(join(folder, 'journal.db'), clock.now());
    engine = new Engine(aroundJournal?.(journal) ?? journal, library, settings);
    return engine;
  }

  /** Timers that are set and have neither run nor been taken back. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Nothing gets further than this step until told to; `reached` settles with the first job that comes to it. */
  pauseAt(step: Step): { readonly reached: Promise<string>; readonly goOn: () => void } {
    const { promise: reached, resolve } = Promise.withResolvers<string>();
    const { promise: over, resolve: end } = Promise.withResolvers<undefined>();
    this.#pauses.set(step, { reached: resolve, over });
    return { reached, goOn: () => end(undefined) };
  }

  /** As SIGKILL would end it: nothing more reaches the disk or the network, nobody is asked. */
  async die(): Promise<void> {
    if (this.#dead) return;
    this.#dead = true;
    this.journal.close();
    for (const cancel of [...this.#timers]) cancel();
    await Promise.all([this.#transport.close(), this.#downloads.close(), this.library.close()]);
  }

  #paused(step: Step, jobId: string): Promise<void> | undefined {
    if (this.#dead) return new Promise(() => undefined);
    const pause = this.#pauses.get(step);
    pause?.reached(jobId);
    return pause?.over;
  }

  #counted({ now, after }: Clock): Clock {
    return {
      now,
      after: (delayMs, run) => {
        if (this.#dead) return () => undefined;
        const cancel = (): void => {
          this.#timers.delete(cancel);
          takeBack();
        };
        const takeBack = after(delayMs, () => {
          this.#timers.delete(cancel);
          run();
        });
        this.#timers.add(cancel);
        return cancel;
      },
    };
  }
}

/** A fact as a settings file would hold it. */
function heldInMemory<T>(value: T): Fact<T> {
  let held = value;
  return { load: () => held, save: (given) => (held = given) };
}
