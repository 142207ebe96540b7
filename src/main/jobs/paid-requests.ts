import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import type { Submission } from '../evolink/evolink.ts';
import { withDoubt } from './doubt.ts';
import { Experience } from './experience.ts';
import { generationBody } from './generation-body.ts';
import { ensureKeepable } from './keepable.ts';
import type { Obstacles } from './obstacles.ts';
import { Pace } from './pace.ts';
import type { JobParts } from './parts.ts';
import { picturesToCome } from './room.ts';
import { sendingOf } from './sendings.ts';
import type { Setbacks } from './setbacks.ts';
import { takenOn } from './taking-on.ts';
import type { Uploader } from './uploader.ts';

type Unsent = JobIn<'queued' | 'uploading'>;

/** Between two paid requests; the service asks for one to two seconds. */
const paidSpacingMs = 1_000;

/** What paid requests have to do with the rest of the sending half. */
interface Surroundings {
  readonly obstacles: Obstacles;
  readonly setbacks: Setbacks;
  readonly uploader: Uploader;
  /** Asked last of all: the person, another job, the budget may have said "not now" since the turn was waited for. */
  readonly mayLeave: (job: Unsent) => boolean;
  readonly accepted: (job: JobIn<'running'>) => void;
  readonly lost: (job: JobIn<'unknown'>) => void;
}

/**
 * The paid requests. One at a time to each service: what goes wrong with one is known before the next one leaves, so a service
 * that has broken down, or an end of the app, costs one job its answer and not several.
 */
export class PaidRequests {
  readonly #parts: JobParts;
  readonly #around: Surroundings;
  readonly #experience: Experience;
  readonly #paces: ReadonlyMap<boolean, Pace>;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(parts: JobParts, around: Surroundings) {
    this.#parts = parts;
    this.#around = around;
    this.#experience = new Experience(parts);
    this.#paces = new Map([true, false].map((practice) => [practice, new Pace(parts.clock, paidSpacingMs)]));
  }

  /** Sends a job's request when its turn has come, if it still may be sent then and is still the first. Its inputs have links already. */
  async send({ id, practice }: Job): Promise<void> {
    const { book } = this.#parts;
    const place = (): number => book.get(id).place;
    await this.#paces.get(practice)?.take(place, async (leaves) => {
      const since = this.#around.obstacles.releases;
      try {
        if (!this.#stopping.signal.aborted) await this.#send(id, practice, since, leaves);
      } catch (error) {
        if (!this.#stopping.signal.aborted) this.#around.setbacks.beforeSending(id, 'account', error, since);
      }
    });
  }

  /** Sends nothing more; settles when nothing is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const pace of this.#paces.values()) pace.stop();
    await Promise.allSettled(this.#underWay);
  }

  async #send(id: string, practice: boolean, since: number, leaves: () => boolean): Promise<void> {
    const { book, library } = this.#parts;
    // Asked for now, not when the turn was waited for: key and address may have changed.
    const access = await this.#parts.access(practice);
    if (!access) throw new Failure('no-key', 'There is no API key to send with.');
    await library.ensureRoomFor(picturesToCome(book.all(), book.get(id)));
    await ensureKeepable(book.get(id).request, library.inputs);
    // From here to the journal nothing is waited for, so nothing can come in between.
    const job = book.current(id, 'queued', 'uploading');
    const links = job && this.#around.uploader.links(access, job);
    if (!job || !links || this.#stopping.signal.aborted || !this.#around.mayLeave(job) || !leaves()) return;
    const paid = this.#pay(access, job, links, since);
    this.#underWay.add(paid);
    await paid.finally(() => this.#underWay.delete(paid));
  }

  /** The intent is on the disk before the request leaves, so that after a crash here the job is known to be unknown. */
  async #pay(access: Access, job: Unsent, links: ReadonlyMap<string, string>, since: number): Promise<void> {
    const { book, evolink, step, clock } = this.#parts;
    const body = generationBody(job.request, links);
    const submitting = book.move(
      job,
      { state: 'submitting', sentAt: clock.now() },
      'submitting',
      {},
      sendingOf(evolink, access, job.id, body),
    );
    await step('submitting', job.id);
    const submission = await evolink.submit(access, body, job.id);
    await step('answered', job.id);
    await this.#settle(submitting, submission, { access, since });
  }

  async #settle(job: JobIn<'submitting'>, submission: Submission, { access, since }: { access: Access; since: number }): Promise<void> {
    const { setbacks, uploader } = this.#around;
    switch (submission.outcome) {
      case 'accepted':
        await this.#accept(job, submission, access);
        break;
      case 'not-sent':
        setbacks.notSent(job, submission.failure);
        break;
      case 'refused':
        // Perhaps a link that the service can't fetch any more: whoever tries again uploads anew.
        if (submission.failure.code === 'rejected') uploader.forget(access, job);
        setbacks.refused(job, submission, since);
        break;
      case 'unknown':
        this.#lose(job, submission.failure);
    }
  }

  async #accept(job: JobIn<'submitting'>, submission: Submission & { outcome: 'accepted' }, access: Access): Promise<void> {
    this.#around.obstacles.answered(job.practice);
    const running = takenOn(this.#parts, job, submission, { apiUrl: access.apiUrl, isKeyHonoured: false });
    await this.#parts.step('accepted', job.id);
    this.#around.accepted(running);
    const { creditsReserved } = submission.acceptance;
    if (creditsReserved !== null) this.#experience.learnPrice(job, creditsReserved);
  }

  #lose(job: JobIn<'submitting'>, failure: Failure): void {
    const { book, clock } = this.#parts;
    this.#around.obstacles.lost(job.practice);
    const unknown = { state: 'unknown', sentAt: job.sentAt, failure: failure.toData() } as const;
    const cost = { ...withDoubt(job.cost), charged: 'unknown' } as const;
    const inFlightMs = Math.max(0, clock.now() - job.updatedAt);
    this.#around.lost(book.witness(job, unknown, 'answer lost', { cost }, { inFlightMs }));
  }
}
