import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';

import type { GenerationRequest } from '../../shared/generation.ts';
import type { Job, JobIn, JobStateName } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { draw } from '../library/test-library.ts';
import type { Fault } from '../practice/faults.ts';
import type { LedgerEntry } from '../practice/ledger.ts';
import type { PracticeSettings } from '../practice/practice-options.ts';
import { PracticeServer, type SeenRequest } from '../practice/practice-server.ts';
import type { RouteName } from '../practice/routes.ts';
import { Engine } from './test-engine.ts';
import { PatientClock } from './patient-clock.ts';
import { sampleRequest } from './sample-job.ts';

export const paidRoute = 'POST /v1/images/generations';
export const lookUpRoute = 'GET /v1/tasks/{id}';
export const resultRoute = 'GET /results/{task}/{picture}';
export const uploadRoute = 'POST /api/v1/files/upload/stream';

export interface RigSettings extends PracticeSettings {
  /** How many times faster than the real time passes. */
  readonly speed?: number;
  /** By how much the service's clock is before ours. */
  readonly aheadMs?: () => number;
  readonly concurrency?: number;
  /** Credits a month. */
  readonly budget?: number;
}

/** The whole job engine on a disk of its own, beside a practice server that lives in the same fast time. */
export class Rig {
  readonly server: PracticeServer;
  readonly folder: string;
  readonly clock: PatientClock;
  readonly #concurrency: number;
  /** Credits a month, or null for no limit; a test may change it. */
  budget: number | null;
  #engine: Engine | null = null;

  constructor(folder: string, settings: RigSettings) {
    const { speed = 200, aheadMs = () => 0, concurrency, budget, ...practice } = settings;
    this.clock = new PatientClock(speed);
    this.#concurrency = concurrency ?? 3;
    this.budget = budget ?? null;
    this.folder = folder;
    const plain = { taskMs: () => 4_000, pictures: 'plain', resultKind: 'jpeg' } as const;
    this.server = new PracticeServer({ now: () => this.clock.now() + aheadMs(), ...plain, ...practice });
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('The engine was not begun');
    return this.#engine;
  }

  /** Takes up what is on the disk. */
  async begin(): Promise<void> {
    this.#engine = await Engine.open(this.folder, {
      clock: this.clock,
      access: this.access,
      concurrency: this.#concurrency,
      budget: () => this.budget,
    });
    this.#engine.jobs.start();
  }

  /** The same, after the process died where it stood. */
  async restart(): Promise<void> {
    await this.engine.die();
    await this.begin();
  }

  /** Makes a job; every one is meant, unless `again` says otherwise. */
  async submit(change: Partial<GenerationRequest> = {}): Promise<string> {
    const submitted = await this.engine.jobs.submit(sampleRequest(change), true);
    return (submitted.made ? submitted.job : submitted.same).id;
  }

  /** A picture of that colour among the inputs. */
  async input(colour: number): Promise<string> {
    return (await this.engine.library.inputs.add({ name: `${colour}.png`, bytes: await draw({ colour }) })).id;
  }

  fault(route: RouteName, ...faults: readonly Fault[]): void {
    this.server.faults.next(route, ...faults);
  }

  /** Waits until the job is in one of these states. */
  async until<S extends JobStateName>(id: string, ...states: readonly S[]): Promise<JobIn<S>> {
    return (await this.untilSo(id, (job) => (states as readonly JobStateName[]).includes(job.state))) as JobIn<S>;
  }

  untilSo(id: string, isSo: (job: Job) => boolean): Promise<Job> {
    const { promise, resolve } = Promise.withResolvers<Job>();
    const look = (job: Job): void => {
      if (job.id === id && isSo(job)) resolve(job);
    };
    const unlisten = this.engine.jobs.onChanged(look);
    look(this.job(id));
    return promise.finally(unlisten);
  }

  /** Waits for a reason to wait. */
  untilWaitingFor(id: string, reason: string): Promise<Job> {
    return this.untilSo(id, (job) => 'waiting' in job && job.waiting?.for === reason);
  }

  /** The service is gone, and later back at another address, as a practice server is after each start. */
  async serverGone(): Promise<() => Promise<void>> {
    await this.server.stop();
    return async () => {
      await this.server.start();
      this.engine.access = this.access;
    };
  }

  /** Every write to the journal fails, as on a full disk, until told otherwise. */
  journalRefuses(): () => void {
    const database = new Database(join(this.folder, 'journal.db'));
    database.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
    return () => {
      database.exec('DROP TRIGGER full');
      database.close();
    };
  }

  job(id: string): Job {
    return this.engine.book.get(id);
  }

  /** Time passes, as the engine and the server see it. */
  pass(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }

  requests(route: RouteName): readonly SeenRequest[] {
    return this.server.requests.filter((request) => request.route === route);
  }

  get charges(): readonly LedgerEntry[] {
    return this.server.ledger;
  }

  /** The job is done, and the library holds exactly what the service made for it. */
  async expectKept(id: string, pictures: number): Promise<void> {
    const job = await this.until(id, 'done', 'failed');
    expect(job).toMatchObject({ state: 'done' });
    expect(job.pictures).toHaveLength(pictures);
    for (const [index, picture] of job.pictures.entries()) {
      const file = await this.engine.library.fileOf('picture', picture);
      const made = await fetch(`${this.server.url}/results/${job.state === 'done' ? job.task.id : ''}/${index}`);
      expect((await readFile(file?.path ?? '')).equals(Buffer.from(await made.arrayBuffer()))).toBe(true);
    }
  }

  /** Where the service is now, and its key. */
  get access(): Access {
    const { url: apiUrl, filesUrl, key } = this.server;
    return { apiUrl, filesUrl, key, practice: false };
  }

  async close(): Promise<void> {
    await this.#engine?.die();
    await this.server.stop();
    this.clock.stop();
  }
}

/** A rig that ends with the test, its engine begun. */
export async function startRig(settings: RigSettings = {}): Promise<Rig> {
  const rig = await makeRig(settings);
  await rig.begin();
  return rig;
}

/** A rig that ends with the test, nothing running yet but the server. */
export async function makeRig(settings: RigSettings = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'afterglow-engine-'));
  const rig = new Rig(folder, settings);
  await rig.server.start();
  onTestFinished(async () => {
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  });
  return rig;
}
