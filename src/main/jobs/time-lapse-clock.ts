import type { Clock } from './clock.ts';

/**
 * A clock that runs `speed` times faster than the real one since `startedAt` (ms since 1970), for tests and measurements of
 * what takes minutes. Two processes that give the same `startedAt` share it.
 */
export function timeLapseClock(speed: number, startedAt = Date.now()): Clock {
  return {
    now: () => Math.floor(startedAt + (performance.timeOrigin + performance.now() - startedAt) * speed),
    after: (delayMs, run) => {
      const timer = setTimeout(run, Math.max(0, delayMs) / speed);
      return () => clearTimeout(timer);
    },
  };
}
