import type { FailureData } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Job, JobIn } from '../../shared/job.ts';
import type { QueueState } from '../../shared/queue.ts';
import type { Fact } from '../settings/remembered.ts';
import type { JobParts } from './parts.ts';

type Unsent = JobIn<'queued' | 'uploading'>;

/** What isn't sent yet, in the hands of the person: held back, put in another order, taken back. None of it costs anything. */
export class Queue {
  readonly #parts: Pick<JobParts, 'book' | 'clock'>;
  readonly #paused: Fact<boolean>;
  readonly #changed: () => void;
  readonly #listeners = new Set<(state: QueueState) => void>();

  /** `changed` is called whenever more or other jobs may be sent. */
  constructor(parts: Pick<JobParts, 'book' | 'clock'>, paused: Fact<boolean>, changed: () => void) {
    this.#parts = parts;
    this.#paused = paused;
    this.#changed = changed;
  }

  state(): QueueState {
    return { paused: this.#paused.load() };
  }

  onChanged(listener: (state: QueueState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Nothing more is sent, over a restart too; what was sent goes on. */
  pause(): void {
    this.#setPaused(true);
  }

  resume(): void {
    this.#setPaused(false);
  }

  /** Puts a job before another one, or at the end. */
  move(id: string, before: string | null): void {
    const { book } = this.#parts;
    const moved = book.require(id, 'queued', 'uploading');
    if (before === id) return;
    const others = this.unsent().filter((job) => job.id !== id);
    const at = before === null ? others.length : others.findIndex((job) => job.id === before);
    if (at < 0) book.require(before ?? '', 'queued', 'uploading');
    try {
      this.#putBetween(others[at - 1], moved, others.slice(at));
    } finally {
      this.#changed();
    }
  }

  cancel(id: string): void {
    this.#takeBack(this.#parts.book.require(id, 'queued', 'uploading'));
    this.#changed();
  }

  /** Everything that isn't sent yet; answers with the jobs' ids. */
  cancelAll(): readonly string[] {
    const taken: string[] = [];
    try {
      for (const { id } of this.unsent()) if (this.#takeBackIfUnsent(id)) taken.push(id);
    } finally {
      this.#changed();
    }
    return taken;
  }

  /** Takes a job back and hands over what it asked for. */
  takeBack(id: string): GenerationRequest {
    const { request } = this.#parts.book.require(id, 'queued', 'uploading');
    this.cancel(id);
    return request;
  }

  /** In the order in which it will be sent. */
  unsent(): readonly Unsent[] {
    return inOrder(this.#parts.book.all().filter(isUnsent));
  }

  #setPaused(paused: boolean): void {
    this.#paused.save(paused);
    for (const listener of this.#listeners) listener(this.state());
    this.#changed();
  }

  /** Writes one job, as a rule: where its neighbours leave nothing between them, those behind make room. */
  #putBetween(above: Unsent | undefined, moved: Unsent, behind: readonly Unsent[]): void {
    const [below] = behind;
    const between = placeBetween(above, below);
    if (between !== null) {
      this.#putAt(moved, between);
      return;
    }
    let place = above?.place ?? moved.place;
    for (const job of [moved, ...behind]) {
      if (job !== moved && job.place > place) return;
      place += 1;
      this.#putAt(job, place);
    }
  }

  #putAt(job: Unsent, place: number): void {
    if (job.place === place) return;
    const { state, waiting } = job;
    this.#parts.book.move(job, { state, waiting }, 'put elsewhere in the queue', { place });
  }

  #takeBackIfUnsent(id: string): boolean {
    const job = this.#parts.book.current(id, 'queued', 'uploading');
    if (job) this.#takeBack(job);
    return job !== null;
  }

  #takeBack(job: Unsent): void {
    const { book, clock } = this.#parts;
    const failure: FailureData = { code: 'cancelled', message: 'Taken back before it was sent.' };
    book.move(job, { state: 'failed', task: null, failure, finishedAt: clock.now() }, 'taken back');
  }
}

/** As the queue goes: by place, and by age among equals. */
export function inOrder<T extends Job>(jobs: readonly T[]): readonly T[] {
  return [...jobs].sort((a, b) => a.place - b.place);
}

export function isUnsent(job: Job): job is Unsent {
  return job.state === 'queued' || job.state === 'uploading';
}

/** Null when there is nothing between the two: equal places, or numbers that lie too close. */
function placeBetween(above: Unsent | undefined, below: Unsent | undefined): number | null {
  if (!above) return (below?.place ?? 0) - 1;
  if (!below) return above.place + 1;
  const middle = (above.place + below.place) / 2;
  return above.place < middle && middle < below.place ? middle : null;
}
