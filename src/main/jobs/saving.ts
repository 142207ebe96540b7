import * as v from 'valibot';

import type { Failure } from '../../shared/failure.ts';
import { Sha256 } from '../../shared/input.ts';
import type { JobIn } from '../../shared/job.ts';
import type { JournalEvent } from './journal.ts';
import type { Tried } from './saving-failures.ts';

/** What is written beside the event `picture saved`. */
const PictureSaved = v.object({ index: v.pipe(v.number(), v.integer(), v.minValue(0)), id: Sha256 });

/** What the saver knows of a job whose pictures it fetches. */
export class Saving {
  /** Of the attempt that is under way. */
  controller: AbortController | null = null;
  cancelTimer: (() => void) | null = null;
  attempts = 0;
  /** Whether the links may be what is wrong, so that the service is asked for them anew. */
  needsLinks = false;
  /** Why the service couldn't be asked for them in this attempt. */
  unasked: Failure | null = null;
  /** What has been kept, by its place among the links, so that a later attempt fetches only the rest. */
  readonly kept: Map<number, string>;
  #triedTimes = 0;
  #triedSince = 0;

  /** What an earlier run has kept isn't fetched again: its links may have run out meanwhile. */
  constructor({ pictures }: JobIn<'saving'>, events: readonly JournalEvent[]) {
    this.kept = new Map();
    for (const { what, detail } of events) {
      const saved = what === 'picture saved' ? v.safeParse(PictureSaved, detail) : null;
      if (saved?.success && pictures.includes(saved.output.id)) this.kept.set(saved.output.index, saved.output.id);
    }
  }

  /** An attempt failed; `finishedAt` is when the task was finished, or the last picture came. */
  failed(now: number, finishedAt: number): Tried {
    this.attempts += 1;
    if (this.needsLinks && this.unasked === null) {
      this.#triedTimes += 1;
      if (this.#triedTimes === 1) this.#triedSince = now;
    }
    return { attempts: this.#triedTimes, lastedMs: this.#triedTimes === 0 ? 0 : now - this.#triedSince, waitedMs: now - finishedAt };
  }

  /** In the service's order. */
  pictures(): string[] {
    return [...new Set([...this.kept].sort(([a], [b]) => a - b).map(([, id]) => id))];
  }
}
