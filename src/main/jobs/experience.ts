import type { Job } from '../../shared/job.ts';
import { durationKey, priceKey } from './generation-body.ts';
import { tellingDurations } from './lifetimes.ts';
import type { JobParts } from './parts.ts';

/** What earlier jobs took and cost. It helps to look at the right time and to estimate; no job depends on it, so no error leaves. */
export class Experience {
  readonly #parts: Pick<JobParts, 'journal' | 'clock' | 'unexpected'>;
  readonly #durationsMs = new Map<string, readonly number[]>();

  constructor(parts: Pick<JobParts, 'journal' | 'clock' | 'unexpected'>) {
    this.#parts = parts;
  }

  /** Those of this kind that tell how long the next one takes. Newest first; practice and paid apart. */
  durationsMs(job: Job): readonly number[] {
    const key = durationKey(job.request, job.practice);
    const known = this.#durationsMs.get(key);
    if (known) return known;
    const seconds = this.#safely(() => this.#parts.journal.durations(key)) ?? [];
    const durations = tellingDurations(seconds.map((each) => each * 1000));
    this.#durationsMs.set(key, durations);
    return durations;
  }

  learnDuration(job: Job, durationMs: number): void {
    const key = durationKey(job.request, job.practice);
    this.#safely(() => this.#parts.journal.keepDuration(key, durationMs / 1000));
    this.#durationsMs.delete(key);
  }

  learnPrice(job: Job, credits: number): void {
    this.#safely(() => this.#parts.journal.keepPrice(priceKey(job.request, job.practice), credits, this.#parts.clock.now()));
  }

  #safely<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.#parts.unexpected(error);
      return null;
    }
  }
}
