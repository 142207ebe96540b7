import type { Clock } from './clock.ts';

/** A clock that runs `speed` times faster than the real one, for tests and measurements of what takes minutes. */
export function timeLapseClock(speed: number): Clock {
  const startedAt = Date.now();
  const startedTick = performance.now();
  return {
    now: () => startedAt + (performance.now() - startedTick) * speed,
    after: (delayMs, run) => {
      const timer = setTimeout(run, Math.max(0, delayMs) / speed);
      return () => clearTimeout(timer);
    },
  };
}
