import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { LinkRefused } from '../evolink/download.ts';
import { isLoopback } from '../evolink/proxy.ts';
import { backoffMs } from './backoff.ts';
import type { JobParts } from './parts.ts';

const retry = { firstMs: 1_500, mostMs: 60_000 };
/** Links live 24 hours after the task is finished. */
const linksLiveMs = 24 * 3_600_000;
/** So many times a link may refuse, or a picture arrive broken, before that is taken as final. */
const mostRefusals = 5;

/** Downloads finished pictures at once, all of a job side by side, and keeps them in the library. */
export class Saver {
  readonly #parts: JobParts;
  readonly #ended: (job: Job) => void;
  readonly #controllers = new Map<string, AbortController>();
  readonly #timers = new Map<string, () => void>();
  /** What this run has kept of each job, by its place among the links, so that a later attempt fetches only the rest. */
  readonly #kept = new Map<string, Map<number, string>>();
  #stopped = false;

  constructor(parts: JobParts, ended: (job: Job) => void) {
    this.#parts = parts;
    this.#ended = ended;
  }

  save(job: JobIn<'saving'>): void {
    this.#attempt(job.id, 0);
  }

  forget(id: string): void {
    this.#controllers.get(id)?.abort();
    this.#timers.get(id)?.();
    this.#timers.delete(id);
  }

  /** Tries again now whatever waits: the network is back, there is room on the disk. */
  hurry(): void {
    for (const [id, cancel] of this.#timers) {
      cancel();
      this.#attempt(id, 0);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const id of [...this.#controllers.keys(), ...this.#timers.keys()]) this.forget(id);
  }

  #attempt(id: string, refusals: number): void {
    this.#timers.delete(id);
    if (this.#controllers.has(id) || this.#stopped) return;
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    void this.#run(id, refusals, controller.signal)
      .catch((error: unknown) => this.#parts.unexpected(error))
      .finally(() => this.#controllers.delete(id));
  }

  async #run(id: string, refusals: number, signal: AbortSignal): Promise<void> {
    const job = this.#parts.book.current(id, 'saving');
    if (!job) return;
    await this.#parts.step('saving', id);
    const pictures = this.#kept.get(id) ?? new Map<number, string>();
    this.#kept.set(id, pictures);
    const links = refusals === 0 ? job.links : await this.#freshLinks(job, signal);
    const results = await Promise.allSettled(links.map((link, index) => this.#keep(job, link, index, pictures, signal)));
    if (signal.aborted) return;
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    if (errors.length === 0) await this.#finish(id);
    else this.#trouble(id, errors, refusals);
  }

  async #keep(job: JobIn<'saving'>, link: string, index: number, pictures: Map<number, string>, signal: AbortSignal): Promise<void> {
    if (pictures.has(index)) return;
    const { library, downloads, access, book, step } = this.#parts;
    const { request, task } = job;
    const body = await downloads.open(link, trustedOrigins(await access(job.practice)), signal);
    const origin = {
      jobId: job.id,
      index,
      model: request.model,
      prompt: request.prompt,
      size: request.size,
      count: request.count,
      references: request.references,
      mask: request.mask,
      callbackUrl: request.callbackUrl,
      taskId: task.id,
      createdAt: this.#parts.clock.now(),
      practice: job.practice,
      revisedPrompt: task.revisedPrompt,
      jobCredits: job.cost.used ?? job.cost.reserved,
    };
    const { id } = await library.keep(body, origin, signal);
    pictures.set(index, id);
    await step('saved', job.id);
    const current = book.current(job.id, 'saving');
    if (!current) return;
    const { state, waiting } = current;
    const known = inOrder(pictures);
    const change = { pictures: [...known, ...current.pictures.filter((picture) => !known.includes(picture))] };
    book.move(current, { state, task: current.task, links: current.links, waiting }, 'picture saved', change, { index, id });
  }

  async #finish(id: string): Promise<void> {
    const { book, clock, step } = this.#parts;
    const job = book.current(id, 'saving');
    if (!job) return;
    const pictures = inOrder(this.#kept.get(id) ?? new Map<number, string>());
    const done = book.move(job, { state: 'done', task: job.task, finishedAt: clock.now() }, 'done', { pictures });
    this.#kept.delete(id);
    await step('done', id);
    this.#ended(done);
  }

  /** A link that refuses may have been renewed, and a practice server listens on another port after each start: ask again. */
  async #freshLinks(job: JobIn<'saving'>, signal: AbortSignal): Promise<readonly string[]> {
    try {
      const access = await this.#parts.access(job.practice);
      const report = access && (await this.#parts.evolink.task(access, job.task.id, signal));
      return report && report.links.length >= job.links.length ? report.links : job.links;
    } catch (error) {
      if (error instanceof Failure) return job.links; // the old links may still do
      throw error;
    }
  }

  #trouble(id: string, errors: readonly unknown[], refusals: number): void {
    const { book, clock, random, unexpected } = this.#parts;
    const job = book.current(id, 'saving');
    if (!job) return;
    for (const error of errors) if (!(error instanceof Failure)) unexpected(error);
    const failure = worst(errors);
    const final = finalFailure(failure, refusals + 1, clock.now() - job.updatedAt);
    if (final) {
      const failed = { state: 'failed', task: job.task, failure: final.toData(), finishedAt: clock.now() } as const;
      this.#ended(book.move(job, failed, 'saving failed'));
      return;
    }
    const delayMs = backoffMs(refusals + 1, retry, random);
    book.note({ ...job, waiting: waitingFor(failure, clock.now() + delayMs) });
    this.#timers.set(
      id,
      clock.after(delayMs, () => this.#attempt(id, refusals + 1)),
    );
  }
}

function inOrder(pictures: ReadonlyMap<number, string>): string[] {
  return [...new Set([...pictures].sort(([a], [b]) => a - b).map(([, id]) => id))];
}

/** The failure that decides: what can't be mended by waiting comes first. */
function worst(errors: readonly unknown[]): Failure {
  const failures = errors.map((error) => (error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error })));
  const order = ['bad-answer', 'bad-picture', 'disk-full', 'library-unavailable'];
  const rank = ({ code }: Failure): number => (order.includes(code) ? order.indexOf(code) : order.length);
  return failures.sort((a, b) => rank(a) - rank(b))[0] ?? new Failure('unexpected', 'Nothing failed.');
}

/** What to fail the job with, or null while it is worth waiting. */
function finalFailure(failure: Failure, refusals: number, waitedMs: number): Failure | null {
  if (failure.code === 'bad-answer') return failure;
  if (failure.code === 'bad-picture' || failure.code === 'unexpected') return refusals >= mostRefusals ? failure : null;
  if (failure instanceof LinkRefused && failure.status < 500 && failure.status !== 429)
    return refusals >= mostRefusals ? expired(failure) : null;
  return waitedMs > linksLiveMs ? expired(failure) : null;
}

function expired(cause: Failure): Failure {
  return new Failure('links-expired', `The picture is no longer at the service. ${cause.message}`, { cause });
}

function waitingFor(failure: Failure, until: number): Waiting {
  if (failure.code === 'disk-full') return { for: 'disk' };
  if (failure.code === 'library-unavailable') return { for: 'library' };
  return failure.code === 'offline' || failure.code === 'timed-out' ? { for: 'offline' } : { for: 'service', until };
}

/** Our own servers on this machine (practice mode, tests) are the one exception to the rules for links. */
function trustedOrigins(access: Access | null): string[] {
  const own = access ? [access.apiUrl, access.filesUrl] : [];
  return own.filter(isLoopback).map((url) => new URL(url).origin);
}
