import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import type { Access } from '../../evolink/access.ts';
import { draw } from '../../library/test-library.ts';
import type { PracticeFeatures } from '../../practice/practice-options.ts';
import { PracticeServer } from '../../practice/practice-server.ts';
import type { Step } from '../parts.ts';
import { Engine } from '../test-engine.ts';
import { ModelTime } from './model-time.ts';
import { UnderWay } from './under-way.ts';

/** What the service of one run is like. */
export interface Circumstances {
  readonly features: PracticeFeatures;
  /** How long its tasks take. */
  readonly taskSeconds: number;
  /** What the person does in the end about what can't be known: send it again, or give it up. */
  readonly doesSendAgain: boolean;
}

export type Key = 'right' | 'other' | 'none';
export type LibraryState = 'there' | 'gone' | 'unwritable';

/** Nothing here depends on what a power cut leaves, so a disk in memory will do; a real one spends most of the time in fsync. */
const memory = '/dev/shm';
const isInMemory = existsSync(memory);

/** The journal is tried again every five seconds. */
const owedForMs = 5_000;

/** Everything that is real: the engine on its disk, the service, the time; and what can be taken away from them. */
export class World {
  readonly server: PracticeServer;
  readonly time: ModelTime;
  readonly circumstances: Circumstances;
  /** What the person allows. */
  readonly allowed: { concurrency: number; budget: number | null } = { concurrency: 3, budget: null };
  readonly #folder: string;
  readonly #underWay = new UnderWay();
  #engine: Engine | null = null;
  #reach: Access | null = null;
  #key: Key = 'right';
  #library: LibraryState = 'there';
  #freeBytes = Infinity;
  #refusal: Database.Database | null = null;
  #lagsUntil = -Infinity;
  #letGo: (() => void)[] = [];
  #isServiceThere = false;

  private constructor(folder: string, circumstances: Circumstances) {
    const { features, taskSeconds } = circumstances;
    this.#folder = folder;
    this.circumstances = circumstances;
    this.time = new ModelTime(() => this.#underWay.rest());
    const plain = { pictures: 'plain', resultKind: 'jpeg', seed: 1 } as const;
    this.server = new PracticeServer({ ...plain, features, now: this.time.trueNow, taskMs: () => taskSeconds * 1_000 });
  }

  static async make(circumstances: Circumstances): Promise<World> {
    const world = new World(await mkdtemp(join(isInMemory ? memory : tmpdir(), 'afterglow-model-')), circumstances);
    await world.setService(true);
    return world;
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('The engine was not opened');
    return this.#engine;
  }

  get key(): Key {
    return this.#key;
  }

  get library(): LibraryState {
    return this.#library;
  }

  get hasRoom(): boolean {
    return this.#freeBytes === Infinity;
  }

  get isServiceThere(): boolean {
    return this.#isServiceThere;
  }

  get doesJournalRefuse(): boolean {
    return this.#refusal !== null;
  }

  /** Whether something may have happened that isn't written down yet. */
  get mayJournalLag(): boolean {
    return this.doesJournalRefuse || this.time.awakeMs <= this.#lagsUntil;
  }

  get isHalted(): boolean {
    return this.#letGo.length > 0;
  }

  rest(): Promise<void> {
    return this.#underWay.rest();
  }

  /** Opens what is on the disk; the caller starts it. */
  async open(): Promise<Engine> {
    const { allowed } = this;
    const engine = await Engine.open(this.#folder, {
      clock: this.time.clock,
      access: this.#rightAccess(),
      around: this.#underWay.around,
      budget: () => allowed.budget,
      get concurrency() {
        return allowed.concurrency;
      },
    });
    engine.paused.save(this.#engine?.paused.load() ?? false);
    engine.freeBytes = this.#freeBytes;
    this.#engine = engine;
    this.setKey(this.#key);
    return engine;
  }

  /** As SIGKILL would end it. */
  async die(): Promise<void> {
    this.#letGo = []; // whoever was halted never goes on
    await this.engine.die();
    await this.rest();
  }

  /** A picture of that colour among the inputs. */
  async input(colour: number): Promise<string> {
    return (await this.engine.library.inputs.add({ name: `${colour}.png`, bytes: await draw({ colour }) })).id;
  }

  /** Nobody gets further than this step; settles with `true` once somebody has come to it. */
  halt(step: Step): { readonly isReached: () => boolean } {
    const { reached, goOn } = this.engine.pauseAt(step);
    let isReached = false;
    void reached.then(() => (isReached = true));
    this.#letGo.push(goOn);
    return { isReached: () => isReached };
  }

  letGo(): void {
    for (const goOn of this.#letGo.splice(0)) goOn();
  }

  setKey(key: Key): void {
    this.#key = key;
    const right = this.#rightAccess();
    this.engine.access = key === 'none' ? null : key === 'other' ? { ...right, key: 'sk-another-one' } : right;
  }

  setRoom(hasRoom: boolean): void {
    this.#freeBytes = hasRoom ? Infinity : 1_000;
    this.engine.freeBytes = this.#freeBytes;
  }

  /** Gone from the network; back, it is at another address, as a practice server is after each start. */
  async setService(isThere: boolean): Promise<void> {
    if (isThere === this.#isServiceThere) return;
    if (isThere) await this.server.start();
    else await this.server.stop();
    this.#isServiceThere = isThere;
    if (isThere && this.#engine) this.setKey(this.#key);
  }

  /** Every write to the journal fails, as on a full disk. */
  setJournal(refuses: boolean): void {
    if (refuses === this.doesJournalRefuse) return;
    const database = this.#refusal ?? new Database(join(this.#folder, 'journal.db'));
    if (refuses) database.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
    else {
      database.exec('DROP TRIGGER full');
      database.close();
      this.#lagsUntil = this.time.awakeMs + owedForMs;
    }
    this.#refusal = refuses ? database : null;
  }

  /** `gone`: the whole folder; `unwritable`: where its new files begin is no folder. */
  async setLibrary(state: LibraryState): Promise<void> {
    const folder = join(this.#folder, 'library');
    const incoming = join(folder, '.afterglow', 'incoming');
    if (this.#library === 'gone') await putBack(folder);
    else if (this.#library === 'unwritable') await putBack(incoming);
    if (state === 'gone') await rename(folder, away(folder));
    else if (state === 'unwritable') {
      await rename(incoming, away(incoming));
      await writeFile(incoming, '');
    }
    this.#library = state;
  }

  async close(): Promise<void> {
    await this.#engine?.die();
    this.setJournal(false);
    await this.setService(false);
    await this.rest();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #rightAccess(): Access {
    // Gone, it is still asked for where it was.
    const { key } = this.server;
    if (this.#isServiceThere) this.#reach = { apiUrl: this.server.url, filesUrl: this.server.filesUrl, key, practice: false };
    if (!this.#reach) throw new Error('The service was never there');
    return this.#reach;
  }
}

const away = (path: string): string => `${path}-away`;

async function putBack(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await rename(away(path), path);
}
