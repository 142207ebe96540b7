import type { Job } from '../../shared/job.ts';
import { durationKey, priceKey } from './generation-body.ts';
import type { JobParts } from './parts.ts';

/** What earlier jobs took and cost. It helps to look at the right time and to estimate; no job depends on it, so no error leaves. */
export class Experience {
  readonly #parts: Pick<JobParts, 'journal' | 'clock' | 'unexpected'>;
  readonly #durationsMs = new Map<string, readonly number[]>();

  constructor(parts: Pick<JobParts, 'journal' | 'clock' | 'unexpected'>) {
    this.#parts = parts;
  }

  /** Newest first. */
  durationsMs(job: Job): readonly number[] {
    const key = durationKey(job.request, job.practice);
    const known = this.#durationsMs.get(key);
    if (known) return known;
    const durations = this.#safely(() => this.#parts.journal.durations(key).map((seconds) => seconds * 1000)) ?? [];
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
