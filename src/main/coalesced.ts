import type { Clock } from './jobs/clock.ts';

const everyMs = 250;

/** Runs at most every quarter of a second, however often it is asked for, and once after the last time. */
export function coalesced(clock: Clock, run: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    clock.after(everyMs, () => {
      waiting = false;
      run();
    });
  };
}
