import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { Postponed } from '../evolink/evolink.ts';
import { isLoopback } from '../evolink/proxy.ts';
import { Turns } from '../library/turns.ts';
import { backoffMs } from './backoff.ts';
import type { JournalEvent } from './journal.ts';
import type { JobParts } from './parts.ts';
import { waitingFor } from './refused-for-now.ts';
import { areOurs, decidingFailure, endingFailure, withCount } from './saving-failures.ts';
import { Saving } from './saving.ts';

const retry = { firstMs: 1_500, mostMs: 60_000 };
/** Over all jobs: after a long sleep hundreds may be finished. */
const downloadsAtOnce = 6;

/** Downloads finished pictures at once, all of a job side by side, and keeps them in the library. */
export class Saver {
  readonly #parts: JobParts;
  readonly #ended: (job: Job) => void;
  readonly #waits: () => void;
  readonly #savings = new Map<string, Saving>();
  readonly #turns = new Turns(downloadsAtOnce);
  #stopped = false;

  constructor(parts: JobParts, after: { ended: (job: Job) => void; waits: () => void }) {
    this.#parts = parts;
    this.#ended = after.ended;
    this.#waits = after.waits;
  }

  save(job: JobIn<'saving'>): void {
    this.forget(job.id);
    const saving = new Saving(job, job.pictures.length > 0 ? this.#eventsOf(job.id) : []);
    this.#savings.set(job.id, saving);
    this.#attempt(job.id, saving);
  }

  forget(id: string): void {
    const saving = this.#savings.get(id);
    saving?.controller?.abort();
    saving?.cancelTimer?.();
    this.#savings.delete(id);
  }

  /** Tries again now whatever waits: the network is back, there is room on the disk. */
  hurry(): void {
    this.release(() => true);
  }

  /** Tries again now what waits for one of these reasons. */
  release(mayGo: (waiting: Waiting) => boolean): void {
    for (const [id, saving] of this.#savings) {
      const waiting = this.#parts.book.current(id, 'saving')?.waiting;
      if (saving.cancelTimer && waiting && mayGo(waiting)) this.#attempt(id, saving);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const id of [...this.#savings.keys()]) this.forget(id);
  }

  #attempt(id: string, saving: Saving): void {
    saving.cancelTimer?.();
    saving.cancelTimer = null;
    if (saving.controller || this.#stopped) return;
    const controller = new AbortController();
    saving.controller = controller;
    void this.#run(id, saving, controller.signal)
      .catch((error: unknown) => [error])
      .then((errors) => {
        saving.controller = null;
        if (errors.length > 0 && !controller.signal.aborted) this.#trouble(id, saving, errors);
      })
      .catch((error: unknown) => this.#parts.unexpected(error));
  }

  /** One attempt at every picture that isn't kept yet; answers with what stood in the way. */
  async #run(id: string, saving: Saving, signal: AbortSignal): Promise<readonly unknown[]> {
    const job = this.#parts.book.current(id, 'saving');
    if (!job) return [];
    await this.#parts.step('saving', id);
    const links = saving.needsLinks ? await this.#turns.take(() => this.#freshLinks(job, saving, signal)) : job.links;
    const results = await Promise.allSettled(links.map((link, index) => this.#keep(job, link, index, saving, signal)));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    if (errors.length === 0 && !signal.aborted) await this.#finish(id, saving);
    return errors;
  }

  async #keep(job: JobIn<'saving'>, link: string, index: number, saving: Saving, signal: AbortSignal): Promise<void> {
    const { kept } = saving;
    if (kept.has(index)) return;
    const id = await this.#turns.take(() => this.#fetch(job, link, index, signal));
    kept.set(index, id);
    await this.#parts.step('saved', job.id);
    const current = this.#parts.book.current(job.id, 'saving');
    if (!current || signal.aborted) return;
    const { state, task, links, waiting } = current;
    const known = saving.pictures();
    const pictures = [...known, ...current.pictures.filter((picture) => !known.includes(picture))];
    this.#parts.book.witness(current, { state, task, links, waiting }, 'picture saved', { pictures }, { index, id });
  }

  /** The id of the picture, once it is safe in the library. */
  async #fetch(job: JobIn<'saving'>, link: string, index: number, signal: AbortSignal): Promise<string> {
    const { library, downloads, access } = this.#parts;
    // The library may refuse before it has read anything (no room); the connection must not stay behind.
    const over = new AbortController();
    try {
      const body = await downloads.open(link, trustedOrigins(await access(job.practice)), AbortSignal.any([signal, over.signal]));
      return (await library.keep(body, this.#originOf(job, index), signal)).id;
    } finally {
      over.abort();
    }
  }

  #originOf({ id, request, task, practice, cost }: JobIn<'saving'>, index: number): Parameters<JobParts['library']['keep']>[1] {
    const { model, prompt, size, count, references, mask, callbackUrl, edit } = request;
    return {
      ...{ jobId: id, index, model, prompt, size, count, references, mask, callbackUrl, practice },
      taskId: task.id,
      createdAt: this.#parts.clock.now(),
      revisedPrompt: task.revisedPrompt,
      jobCredits: cost.used ?? cost.reserved,
      ...(edit && { edit }),
    };
  }

  async #finish(id: string, saving: Saving): Promise<void> {
    const { book, clock, step } = this.#parts;
    const job = book.current(id, 'saving');
    if (!job) return;
    const done = book.witness(job, { state: 'done', task: job.task, finishedAt: clock.now() }, 'done', { pictures: saving.pictures() });
    this.#savings.delete(id);
    await step('done', id);
    this.#ended(done);
  }

  /** A link that refuses may have been renewed, and a practice server listens on another port after each start: ask again. */
  async #freshLinks(job: JobIn<'saving'>, saving: Saving, signal: AbortSignal): Promise<readonly string[]> {
    saving.unasked = null;
    try {
      const access = await this.#parts.access(job.practice);
      if (!access) throw new Failure('no-key', 'There is no API key to ask with.');
      const report = await this.#parts.evolink.task(access, job.task.id, signal);
      return report.links.length >= job.links.length ? report.links : job.links;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // That it doesn't know the task any more is an answer. The old links may still do.
      if (error.code !== 'not-found') saving.unasked = error;
      return job.links;
    }
  }

  /** A journal that can't be read makes nobody wait: the pictures are fetched once more. */
  #eventsOf(id: string): readonly JournalEvent[] {
    try {
      return this.#parts.journal.events(id);
    } catch (error) {
      this.#parts.unexpected(error);
      return [];
    }
  }

  #trouble(id: string, saving: Saving, errors: readonly unknown[]): void {
    const { book, clock, random, unexpected } = this.#parts;
    const job = book.current(id, 'saving');
    if (!job) return;
    for (const error of errors) if (!(error instanceof Failure)) unexpected(error);
    const now = clock.now();
    const ending = endingFailure(errors, saving.failed(now, job.updatedAt));
    if (ending) {
      this.#savings.delete(id);
      const failure = withCount(ending, saving.pictures().length, job.links.length).toData();
      this.#ended(book.witness(job, { state: 'failed', task: job.task, failure, finishedAt: now }, 'saving failed'));
      return;
    }
    const toldMs = saving.unasked instanceof Postponed ? (saving.unasked.afterMs ?? 0) : 0;
    const delayMs = Math.max(toldMs, backoffMs(saving.attempts, retry, random));
    const waiting = waitingFor(decidingFailure(errors, saving.unasked).code, now + delayMs);
    saving.needsLinks = !areOurs(errors);
    saving.cancelTimer = clock.after(delayMs, () => this.#attempt(id, saving));
    book.note({ ...job, waiting });
    this.#waits();
  }
}

/** Our own servers on this machine (practice mode, tests) are the one exception to the rules for links. */
function trustedOrigins(access: Access | null): string[] {
  const own = access ? [access.apiUrl, access.filesUrl] : [];
  return own.filter(isLoopback).map((url) => new URL(url).origin);
}
