/** Time, as a constructor argument: tests bring a clock of their own. */
export interface Clock {
  /** ms since 1970. */
  readonly now: () => number;
  /** Runs once after `delayMs`; the answer takes it back. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** setTimeout's longest delay; a longer one would fire at once. */
const longestDelayMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), longestDelayMs));
    return () => clearTimeout(timer);
  },
};
