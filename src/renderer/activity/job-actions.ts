import type { Draft } from '../../shared/draft.ts';
import { Failure } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Job } from '../../shared/job.ts';
import { reopenEdit } from '../editor/review/reopen-edit.ts';
import type { Move, Unsent } from '../queue-order.ts';
import type { Studio } from '../studio.ts';
import type { JobAction } from './job-action.ts';
import { queueWords } from './queue-words.ts';
import { activityWords } from './words.ts';

type Parts = Pick<Studio, 'edits' | 'jobs' | 'queue' | 'draft' | 'router' | 'commands' | 'notices' | 'language'>;

/** What can be done with jobs on this screen. Failures end as notices; what can be undone offers that there. */
export class JobActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  act(action: JobAction, id: string): Promise<void> {
    const { jobs, language } = this.#parts;
    // A request that is tried again may be refused as well, and then not for having moved on.
    const tooLate = action === 'tryAgain' ? null : language.of(activityWords).movedOn;
    const acted = async (): Promise<void> => {
      await jobs[action](id);
    };
    return this.#attempt(acted, tooLate);
  }

  setPaused(paused: boolean): Promise<void> {
    const { queue } = this.#parts;
    return this.#attempt(() => (paused ? queue.pause() : queue.resume()));
  }

  /** Says whether it came in time. */
  async move(move: Move): Promise<boolean> {
    let isMoved = false;
    await this.#attempt(async () => {
      await this.#parts.queue.move(move);
      isMoved = true;
    });
    return isMoved;
  }

  cancel(job: Unsent): Promise<void> {
    const before = this.#nextTo(job);
    return this.#attempt(async () => {
      await this.#parts.jobs.cancel(job.id);
      this.#offerUndo(this.#words.cancelled(1), () => this.#askAnew([job], before));
    });
  }

  cancelAll(): Promise<void> {
    const { jobs, queue } = this.#parts;
    return this.#attempt(async () => {
      const ids = await queue.cancelAll();
      const cancelled = ids.flatMap((id) => jobs.find(id) ?? []);
      if (ids.length > 0) this.#offerUndo(this.#words.cancelled(ids.length), () => this.#askAnew(cancelled, null));
    });
  }

  /** Takes a job back and puts what it asked for into the composer, or into the editor. Undo brings back both: the job, and what stood there. */
  edit(job: Unsent): Promise<void> {
    const { jobs } = this.#parts;
    const before = this.#nextTo(job);
    return this.#attempt(async () => {
      const request = await jobs.takeBack(job.id);
      const bringBack = await this.#compose(request);
      this.#offerUndo(request.edit ? this.#words.editedMasked : this.#words.edited, async () => {
        await bringBack();
        await this.#askAnew([job], before);
      });
    });
  }

  /** Fills the composer with what a job asked for, or the editor where there was a mask. */
  reuse(job: Job): Promise<void> {
    const { notices, language } = this.#parts;
    return this.#attempt(async () => {
      await this.#compose(job.request);
      if (job.request.edit) return;
      notices.show({ tone: 'success', text: language.of(activityWords).reused });
    }, null);
  }

  /** Lays the answers of an edit over their original. */
  review(job: Job): void {
    this.#parts.router.edit({ what: 'answers', job: job.id });
  }

  async copy(id: string): Promise<void> {
    const { notices, language } = this.#parts;
    await navigator.clipboard.writeText(id);
    notices.show({ tone: 'success', text: language.of(activityWords).idCopied });
  }

  get #words() {
    return this.#parts.language.of(queueWords);
  }

  /** Answers with how to bring back what stood there before. */
  async #compose(request: GenerationRequest): Promise<() => Promise<void>> {
    if (request.edit) return reopenEdit(this.#parts, request, request.edit);
    const { prompt, size, count, references, callbackUrl } = request;
    const { draft, commands, router } = this.#parts;
    const earlier = draftNow(draft);
    commands.runWhenKnown('focus-prompt');
    router.go('create');
    await draft.reuse({ prompt, size, count, references, callbackUrl: callbackUrl ?? '' });
    return () => draft.reuse(earlier);
  }

  /** The same requests as jobs of their own, in their order, before the one that they stood before. */
  async #askAnew(cancelled: readonly Job[], before: string | null): Promise<void> {
    const { jobs, queue } = this.#parts;
    for (const { request } of cancelled) {
      const submitted = await jobs.submit(request, true);
      if (submitted.made && before !== null) await queue.move({ id: submitted.job.id, before }).catch(unlessItIsSent);
    }
  }

  #nextTo(job: Unsent): string | null {
    const { unsent } = this.#parts.queue;
    return unsent[unsent.findIndex(({ id }) => id === job.id) + 1]?.id ?? null;
  }

  #offerUndo(text: string, undo: () => Promise<void>): void {
    const action = { label: this.#words.undo, run: () => void this.#attempt(undo, null) };
    this.#parts.notices.show({ tone: 'plain', text, action });
  }

  /** Between a look at the screen and a click a job may have gone on its way: that is said as what it is. */
  async #attempt(act: () => Promise<void>, tooLate: string | null = this.#words.tooLate): Promise<void> {
    const { notices, language } = this.#parts;
    const inTime = act().catch((error: unknown) => {
      if (tooLate === null || !(error instanceof Failure) || error.code !== 'invalid') throw error;
      notices.show({ tone: 'plain', text: tooLate });
    });
    await notices.attempt(language, inTime);
  }
}

function draftNow({ prompt, size, count, callbackUrl, references }: Parts['draft']): Draft {
  return { prompt, size, count, callbackUrl, references: references.keptIds };
}

function unlessItIsSent(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}
