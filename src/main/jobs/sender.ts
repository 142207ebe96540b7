import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import { Budget } from './budget.ts';
import { Obstacles } from './obstacles.ts';
import { PaidRequests } from './paid-requests.ts';
import type { JobParts } from './parts.ts';
import { inOrder, isUnsent } from './queue.ts';
import { picturesToCome, priceOf, roomFor, type Room } from './room.ts';
import { Setbacks } from './setbacks.ts';
import { Uploader } from './uploader.ts';

type Unsent = JobIn<'queued' | 'uploading'>;
type Verdict = { readonly start: 'upload' | 'pay' } | { readonly waits: Waiting | null };

const doubtfulForMs = 3_600_000;

/** What the person allows. */
export interface Limits {
  /** Jobs at a service at once. */
  readonly concurrency: () => number;
  /** Credits a calendar month, or null for no limit. */
  readonly budget: () => number | null;
  /** Whether nothing more is to be sent for now. */
  readonly paused: () => boolean;
}

/**
 * Takes jobs, in the order of their places, to the point where the service has accepted them: first the uploads, then the paid
 * request, once. A job that is being uploaded takes no place at the service, so what has nothing to upload goes ahead of it.
 */
export class Sender {
  readonly #parts: JobParts;
  readonly #limits: Limits;
  readonly #budget: Budget;
  readonly #obstacles: Obstacles;
  readonly #setbacks: Setbacks;
  readonly #uploader: Uploader;
  readonly #paidRequests: PaidRequests;
  readonly #uploading = new Set<string>();
  readonly #paying = new Set<string>();
  readonly #stopping = new AbortController();

  constructor(
    parts: JobParts,
    limits: Limits,
    after: { accepted: (job: JobIn<'running'>) => void; lost: (job: JobIn<'unknown'>) => void },
  ) {
    this.#parts = parts;
    this.#limits = limits;
    const pump = (): void => this.pump();
    this.#budget = new Budget(parts.clock, limits.budget, pump);
    this.#obstacles = new Obstacles(parts, pump);
    this.#setbacks = new Setbacks(parts, this.#obstacles);
    this.#uploader = new Uploader(parts);
    const mayLeave = (job: Unsent): boolean => this.#mayLeave(job);
    const { obstacles, setbacks, uploader } = { obstacles: this.#obstacles, setbacks: this.#setbacks, uploader: this.#uploader };
    this.#paidRequests = new PaidRequests(parts, { obstacles, setbacks, uploader, mayLeave, ...after });
  }

  /** Begins with what the last run left. An answer that was lost a short while ago may mean that the service is out of order. */
  start(): void {
    const { book, clock } = this.#parts;
    const isFresh = (job: Job): boolean => job.state === 'unknown' && Math.abs(clock.now() - job.sentAt) < doubtfulForMs;
    for (const practice of new Set(
      book
        .all()
        .filter(isFresh)
        .map((job) => job.practice),
    ))
      this.#obstacles.doubt(practice);
    this.pump();
  }

  /** Starts whatever may be started now. Cheap; called after every change. */
  pump(): void {
    if (this.#stopping.signal.aborted) return;
    this.#budget.stop(); // waits anew for whoever it holds back
    const jobs = this.#parts.book.all();
    const room = this.#room(jobs, ({ id, state }) => this.#paying.has(id) || state === 'submitting');
    for (const job of inOrder(jobs.filter(isUnsent))) {
      if (this.#uploading.has(job.id) || this.#paying.has(job.id)) continue;
      const verdict = this.#verdict(job, room);
      if ('waits' in verdict) this.#say(job, verdict.waits);
      else this.#start(verdict.start, job, room);
    }
  }

  /** Something that jobs may have been waiting for has changed: the account, the settings. Without `mayGo` everything may have: the network is back. */
  release(mayGo?: (waiting: Waiting) => boolean): void {
    if (mayGo) this.#obstacles.release(mayGo);
    else this.#obstacles.hurry();
    this.pump();
  }

  /** The paid service has taken a request after all: it isn't out of order. */
  answered(practice: boolean): void {
    this.#obstacles.answered(practice);
  }

  /** Starts nothing more; settles when no paid request is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#obstacles.stop();
    this.#budget.stop();
    await this.#paidRequests.stop();
  }

  #room(jobs: readonly Job[], isLeaving: (job: Job) => boolean): Room {
    const isUploading = ({ id }: Job): boolean => this.#uploading.has(id);
    const isPromised = (job: Job): boolean => isLeaving(job) || isUploading(job);
    const credits = this.#budget.left(jobs, isPromised);
    return roomFor(jobs, { concurrency: this.#limits.concurrency(), credits, isLeaving, isUploading });
  }

  #verdict(job: Unsent, room: Room): Verdict {
    const hasUploads = !this.#uploader.isReady(job);
    const hold = this.#holdOn(job, hasUploads, room);
    if (hold || placesIn(room.places, job) <= 0) return { waits: hold };
    if (!hasUploads) return { start: 'pay' };
    return placesIn(room.uploads, job) > 0 ? { start: 'upload' } : { waits: null };
  }

  #holdOn(job: Job, hasUploads: boolean, { credits, stuck }: Room): Waiting | null {
    if (this.#limits.paused()) return { for: 'pause' };
    return this.#obstacles.of(job.practice, hasUploads) ?? stuck ?? (priceOf(job) > credits ? this.#beyondBudget() : null);
  }

  #beyondBudget(): Waiting {
    this.#budget.waitForNextMonth();
    return { for: 'budget' };
  }

  /** Whether the job would still be sent: counted against what has really left, since of those that wait each is asked in turn. */
  #mayLeave(job: Unsent): boolean {
    const room = this.#room(this.#parts.book.all(), ({ state }) => state === 'submitting');
    return placesIn(room.places, job) > 0 && this.#holdOn(job, false, room) === null;
  }

  #say(job: Unsent, waiting: Waiting | null): void {
    const { book } = this.#parts;
    if (job.state === 'uploading') book.witness(job, { state: 'queued', waiting }, 'held');
    else if (JSON.stringify(job.waiting) !== JSON.stringify(waiting)) book.note({ ...job, waiting });
  }

  #start(what: 'upload' | 'pay', job: Unsent, room: Room): void {
    const places = what === 'pay' ? room.places : room.uploads;
    places.set(job.practice, placesIn(places, job) - 1);
    room.credits -= priceOf(job);
    if (job.state === 'queued') this.#say(job, null); // what it waited for is over, even while it waits for its turn
    void (what === 'pay' ? this.#pay(job) : this.#upload(job));
  }

  async #pay(job: Unsent): Promise<void> {
    this.#paying.add(job.id);
    try {
      await this.#paidRequests.send(job);
    } catch (error) {
      this.#parts.unexpected(error);
    } finally {
      this.#paying.delete(job.id);
      this.pump();
    }
  }

  async #upload(job: Unsent): Promise<void> {
    this.#uploading.add(job.id);
    const since = this.#obstacles.releases;
    try {
      await this.#uploadNow(job);
      this.#obstacles.uploaded(job.practice);
    } catch (error) {
      // What the app's end broke off is taken up again at the next start.
      if (!this.#stopping.signal.aborted) this.#setbacks.beforeSending(job.id, 'files', error, since);
    } finally {
      this.#uploading.delete(job.id);
      this.pump();
    }
  }

  /** Looks whether its pictures could be kept first: uploads take their time. */
  async #uploadNow(job: Unsent): Promise<void> {
    const { access, library, book } = this.#parts;
    const reach = await access(job.practice);
    if (!reach) throw new Failure('no-key', 'There is no API key to upload with.');
    await library.ensureRoomFor(picturesToCome(book.all(), job));
    await this.#uploader.upload(reach, job, this.#stopping.signal);
  }
}

function placesIn(places: ReadonlyMap<boolean, number>, { practice }: Job): number {
  return places.get(practice) ?? 0;
}
