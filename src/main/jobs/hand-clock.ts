import type { Clock } from './clock.ts';

interface HandClock extends Clock {
  /** Lets time pass, and what is due happen in its order. */
  readonly pass: (ms: number) => Promise<void>;
  /** Sets the clock; what waits still waits as long. */
  readonly set: (now: number) => void;
  readonly timers: () => number;
}

/** Time that stands still until it is told to pass. */
export function handClock(): HandClock {
  let now = 0;
  let elapsed = 0;
  const advance = (to: number): void => {
    now += Math.max(0, to - elapsed);
    elapsed = Math.max(elapsed, to);
  };
  const timers = new Map<object, { at: number; run: () => void }>();
  return {
    now: () => now,
    after: (delayMs, run) => {
      const handle = {};
      timers.set(handle, { at: elapsed + Math.max(0, delayMs), run });
      return () => timers.delete(handle);
    },
    timers: () => timers.size,
    set: (to) => (now = to),
    async pass(ms) {
      for (const end = elapsed + ms; ;) {
        const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
        if (!next || next[1].at > end) {
          advance(end);
          return;
        }
        timers.delete(next[0]);
        advance(next[1].at);
        next[1].run();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
