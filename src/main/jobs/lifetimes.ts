/** How long tasks of one kind take: those that have finished, and those that still run and so take longer than that. In ms. */
export interface Lifetimes {
  /** Newest first. */
  readonly finishedMs: readonly number[];
  readonly runningMs: readonly number[];
}

/**
 * The time after which the share `q` (0 to 1) of tasks is finished, or null when too many still run to tell (Kaplan and Meier).
 * Of a hundred tasks that began together, those that have finished are the quick ones: without the others they would
 * promise that all are as quick.
 */
export function lifetimeQuantile({ finishedMs, runningMs }: Lifetimes, q: number): number | null {
  const finished = [...finishedMs].sort((a, b) => a - b);
  const running = [...runningMs].sort((a, b) => a - b);
  let alive = 1;
  let gone = 0;
  for (const [i, lifeMs] of finished.entries()) {
    while (gone < running.length && (running[gone] ?? 0) < lifeMs) gone++;
    const atRisk = finished.length - i + running.length - gone;
    alive *= 1 - 1 / atRisk;
    if (1 - alive >= q - 1e-9) return lifeMs;
  }
  return null;
}

const newestCount = 7;
const fewestOlder = 5;

/**
 * Of past durations, newest first, those that tell how long the next one takes: only the newest when the service has become
 * faster or slower since, and none that are far from all others (Tukey's fences).
 */
export function tellingDurations(newestFirst: readonly number[]): readonly number[] {
  const newest = newestFirst.slice(0, newestCount);
  const durations = hasChanged(newest, newestFirst.slice(newestCount)) ? newest : newestFirst;
  if (durations.length === 0) return [];
  const [lower, middle, upper] = [quantile(durations, 0.25), quantile(durations, 0.5), quantile(durations, 0.75)];
  const reach = Math.max(1.5 * (upper - lower), 0.25 * middle);
  return durations.filter((ms) => ms >= lower - reach && ms <= upper + reach);
}

function hasChanged(newest: readonly number[], older: readonly number[]): boolean {
  if (older.length < fewestOlder) return false;
  const middle = quantile(newest, 0.5);
  return middle < quantile(older, 0.1) || middle > quantile(older, 0.9);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
