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
    const others = this.unsent().filter((job) => job.id !== id);
    const at = before === null ? others.length : others.findIndex((job) => job.id === before);
    if (at < 0) book.require(before ?? '', 'queued', 'uploading');
    const order = [...others.slice(0, at), moved, ...others.slice(at)];
    const places = distinct(order.map(({ place }) => place).sort((a, b) => a - b));
    for (const [index, job] of order.entries()) this.#putAt(job, places[index] ?? job.place);
    this.#changed();
  }

  cancel(id: string): void {
    this.#takeBack(this.#parts.book.require(id, 'queued', 'uploading'));
    this.#changed();
  }

  /** Everything that isn't sent yet; answers with the jobs' ids. */
  cancelAll(): readonly string[] {
    const unsent = this.unsent();
    for (const job of unsent) this.#takeBack(job);
    this.#changed();
    return unsent.map(({ id }) => id);
  }

  /** Takes a job back and hands over what it asked for. */
  takeBack(id: string): GenerationRequest {
    const { request } = this.#parts.book.require(id, 'queued', 'uploading');
    this.cancel(id);
    return request;
  }

  /** In the order in which it will be sent. */
  unsent(): readonly Unsent[] {
    return inOrder(this.#parts.book.all()).filter((job): job is Unsent => job.state === 'queued' || job.state === 'uploading');
  }

  #setPaused(paused: boolean): void {
    this.#paused.save(paused);
    for (const listener of this.#listeners) listener(this.state());
    this.#changed();
  }

  #putAt(job: Unsent, place: number): void {
    if (job.place === place) return;
    const { state, waiting } = job;
    this.#parts.book.move(job, { state, waiting }, 'put elsewhere in the queue', { place });
  }

  #takeBack(job: Unsent): void {
    const { book, clock } = this.#parts;
    const failure: FailureData = { code: 'cancelled', message: 'Taken back before it was sent.' };
    book.move(job, { state: 'failed', task: null, failure, finishedAt: clock.now() }, 'taken back');
  }
}

/** As the queue goes: by place, and by age among equals. */
export function inOrder(jobs: readonly Job[]): readonly Job[] {
  return [...jobs].sort((a, b) => a.place - b.place);
}

/** The same rising numbers, equal ones pushed apart. */
function distinct(rising: readonly number[]): number[] {
  const places: number[] = [];
  for (const place of rising) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + 1));
  return places;
}
