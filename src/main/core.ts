import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import { inputsOf } from '../shared/generation.ts';
import { isFinal } from '../shared/job.ts';
import type { Settings } from '../shared/settings.ts';
import { CurrentAccount } from './account/current-account.ts';
import { KeychainVault, loadKeytar } from './account/keychain-vault.ts';
import { MemoryVault } from './account/key-vault.ts';
import { coalesced } from './coalesced.ts';
import { CurrentLibrary } from './current-library.ts';
import { Downloads } from './evolink/download.ts';
import { Evolink } from './evolink/evolink.ts';
import { isLoopback, proxyFrom } from './evolink/proxy.ts';
import { Transport } from './evolink/transport.ts';
import type { Clock } from './jobs/clock.ts';
import { JobBook } from './jobs/job-book.ts';
import { Jobs } from './jobs/jobs.ts';
import { Journal, type JournalEvent } from './jobs/journal.ts';
import type { StepHook } from './jobs/parts.ts';
import { KnownLibraries } from './known-libraries.ts';
import { Libraries } from './library-process/libraries.ts';
import type { StartLibraryProcess } from './library-process/library-process.ts';
import { MovingLibrary } from './moving-library.ts';
import type { Paths } from './paths.ts';
import { PracticeMode } from './practice-mode.ts';
import { isNewsOfTheAccount, mayGoOn } from './resumption.ts';
import { CurrentSettings } from './settings/current-settings.ts';
import { DraftStore } from './settings/draft-store.ts';
import { remembered } from './settings/remembered.ts';
import type { Shelf } from './settings/shelf.ts';
import { StartNotices } from './start-notices.ts';

/** What the app's core needs of the world around it. */
export interface Surroundings {
  readonly paths: Paths;
  /** Addresses from the environment, before those of the settings. */
  readonly addresses: Partial<Pick<Settings, 'apiUrl' | 'filesUrl'>>;
  readonly shelf: Shelf;
  readonly userAgent: string;
  readonly clock: Clock;
  /** PAC-style, as Electron's `session.resolveProxy` answers. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Keeps a key out of the log. */
  readonly hide: (key: string) => void;
  /** Starts a process that runs `library-process/entry.ts`. */
  readonly startLibraryProcess: StartLibraryProcess;
  readonly unexpected: (error: unknown) => void;
  readonly step: StepHook;
}

/** How long closing waits for a paid request that is under way, so that its answer can be written down. */
const patienceMs = 20_000;
/** How long everything else may take to close. */
const closingMs = 8_000;

/** Everything that works without a window: account, library, jobs, and what connects them. Knows nothing of Electron. */
export class Core {
  readonly notices = new StartNotices();
  readonly settings: CurrentSettings;
  readonly draft: DraftStore;
  readonly library: CurrentLibrary;
  readonly libraries: KnownLibraries;
  readonly moving: MovingLibrary;
  readonly account: CurrentAccount;
  readonly jobs: Jobs;
  readonly #world: Surroundings;
  readonly #transport: Transport;
  readonly #downloads: Downloads;
  readonly #practice: PracticeMode;
  readonly #journal: Journal;
  readonly #chooseLibrary = (libraryFolder: string): void => void this.settings.change({ libraryFolder });

  constructor(world: Surroundings) {
    const { paths, clock } = world;
    this.#world = world;
    this.settings = new CurrentSettings(world.shelf, world.addresses);
    this.draft = new DraftStore(world.shelf);
    this.library = this.#makeLibrary();
    this.#transport = new Transport(world.userAgent, async (url) => (isLoopback(url) ? null : proxyFrom(await world.resolveProxy(url))));
    this.#downloads = new Downloads(world.userAgent);
    this.#practice = new PracticeMode(path.join(paths.userData, 'practice'));
    const file = path.join(paths.userData, 'journal.db');
    this.#journal = Journal.open(file, clock.now());
    const evolink = new Evolink(this.#transport, clock.now);
    this.account = this.#makeAccount(evolink);
    this.jobs = this.#makeJobs(evolink);
    this.moving = new MovingLibrary({
      library: this.library,
      remembered: remembered(world.shelf, 'move'),
      choose: this.#chooseLibrary,
      unexpected: world.unexpected,
    });
    this.libraries = new KnownLibraries({
      library: this.library,
      remembered: remembered(world.shelf, 'libraries'),
      moving: this.moving,
      choose: this.#chooseLibrary,
      hurry: () => this.jobs.hurry(),
    });
    this.#openLibrary();
    this.#letJobsGoOn();
    this.#tellOfJournal(file);
  }

  /** Takes up what the last run left behind. */
  start(): void {
    this.account.start();
    this.jobs.start();
  }

  /** What happened to all jobs, the latest so many events, oldest first. */
  lastEvents(count: number): readonly JournalEvent[] {
    return this.#journal.lastEvents(count);
  }

  /** Ends everything in an order in which nothing that was paid for is lost. Takes half a minute at most. */
  async close(): Promise<void> {
    const stopped = this.jobs.stop();
    await this.#atMost(patienceMs, stopped);
    // A paid request that is still unanswered breaks off here, and is noted as one whose answer was lost.
    await this.#transport.close();
    const closing = Promise.allSettled([stopped, this.#practice.stop(), this.#downloads.close()]);
    // The library sees to it itself that its end takes seconds at most.
    await Promise.all([this.#atMost(closingMs, closing), this.library.close()]);
    this.#journal.close();
  }

  /** Waits for work, but not for ever: a network drive or a service may never answer. */
  async #atMost(longestMs: number, work: Promise<unknown>): Promise<void> {
    const { promise: over, resolve } = Promise.withResolvers<undefined>();
    const cancelTimer = this.#world.clock.after(longestMs, () => resolve(undefined));
    await Promise.race([work, over]).finally(cancelTimer);
  }

  /** A chosen folder that isn't there (an unplugged disk) isn't made anew; the default one is, as long as none was chosen. */
  #makeLibrary(): CurrentLibrary {
    const { paths, unexpected, startLibraryProcess: start } = this.#world;
    const libraries = new Libraries({ start, unexpected });
    const isDefault = (folder: string): boolean => folder === paths.library && this.settings.get().libraryFolder === '';
    return new CurrentLibrary(
      (wanted, signal) => libraries.open(wanted, { mustExist: !isDefault(wanted) }, signal),
      () => this.#neededInputs(),
    );
  }

  #openLibrary(): void {
    const { paths, unexpected } = this.#world;
    const folder = this.moving.settle() ?? (this.settings.get().libraryFolder || paths.library);
    this.library.openIn(folder).then(
      () => this.moving.tidy().catch(unexpected),
      (error: unknown) => {
        this.notices.add({ what: 'library-unavailable', folder });
        if (!(error instanceof Failure)) unexpected(error);
      },
    );
  }

  /** After damage the last steps may be lost, so what seems unsent isn't sent before the person has looked at it. */
  #tellOfJournal(file: string): void {
    const { report, unreadable } = this.#journal;
    const { damaged, closed } = report;
    if (damaged) this.notices.add({ what: 'journal-damaged', ...damaged });
    if (damaged && this.jobs.queue.unsent().length > 0) this.jobs.queue.pause();
    if (unreadable > 0) this.notices.add({ what: 'journal-entries-unreadable', count: unreadable });
    if (!closed) return;
    this.notices.add({ what: 'journal-closed', file, why: closed.why });
    this.#world.unexpected(closed.error);
  }

  /** What jobs that aren't over, and the draft, were made from: without it they could be neither sent nor shown. */
  #neededInputs(): readonly string[] {
    const requests = this.jobs.list().flatMap((job) => (isFinal(job) ? [] : [job.request]));
    return [...new Set([...requests.flatMap(inputsOf), ...this.draft.load().references])];
  }

  #makeAccount(evolink: Evolink): CurrentAccount {
    const { shelf, hide, unexpected } = this.#world;
    return new CurrentAccount({
      keychain: (news) => new KeychainVault({ open: loadKeytar, platform: process.platform }, news),
      memory: new MemoryVault(),
      remembered: remembered(shelf, 'account'),
      addresses: () => this.settings.get(),
      practice: () => this.#practice.access(),
      checkBalance: (access, signal) => evolink.credits(access, signal),
      hide,
      onUnexpected: unexpected,
    });
  }

  #makeJobs(evolink: Evolink): Jobs {
    const { clock, step, unexpected } = this.#world;
    const practising = (): boolean => this.account.get().mode === 'practice';
    const parts = {
      book: new JobBook(this.#journal, clock, unexpected),
      journal: this.#journal,
      evolink,
      downloads: this.#downloads,
      library: this.library.forJobs(),
      access: (practice: boolean) => this.account.access(practice),
      clock,
      random: Math.random,
      step,
      unexpected,
    };
    return new Jobs(parts, {
      concurrency: () => this.settings.get().concurrency,
      budget: () => this.settings.get().monthlyBudget,
      paused: remembered(this.#world.shelf, 'paused'),
      practice: practising,
      settled: (job) => {
        if (job.practice === practising()) this.account.refreshBalance().catch(unexpected);
      },
    });
  }

  #letJobsGoOn(): void {
    let before = this.account.get();
    this.account.onChanged((now) => {
      if (mayGoOn(before, now)) this.jobs.goOn();
      before = now;
    });
    // One look for all the jobs that begin to wait at the same time.
    const refresh = coalesced(this.#world.clock, () => void this.account.refreshBalance().catch(this.#world.unexpected));
    this.jobs.onChanged((job) => {
      if (job.state === 'queued' && isNewsOfTheAccount(job.waiting, this.account.get())) refresh();
    });
    let chosen = this.settings.get();
    this.settings.onChanged((now) => {
      const hasMoved = now.apiUrl !== chosen.apiUrl || now.filesUrl !== chosen.filesUrl;
      const mayDoMore = hasMoved || now.concurrency !== chosen.concurrency || now.monthlyBudget !== chosen.monthlyBudget;
      chosen = now;
      if (hasMoved) this.account.refreshBalance().catch(this.#world.unexpected);
      if (mayDoMore) this.jobs.goOn();
    });
  }
}
