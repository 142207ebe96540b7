import { seeded } from '../practice/randomness.ts';
import { tellingDurations } from './lifetimes.ts';
import { nextLookMs } from './look-up-plan.ts';
import type { Seen } from './progress-line.ts';

/** How a simulated service tells what share (0 to 1) of a task's time is over. */
export const tellings = {
  truthful: (share: number) => Math.floor(share * 100),
  rounded: (share: number) => Math.min(99, Math.round(share * 100)),
  afterAQueue: (share: number) => Math.max(0, Math.floor(((share - 0.3) / 0.7) * 100)),
  slowAtTheEnd: (share: number) => Math.min(99, Math.floor(100 * (1 - (1 - share) ** 1.4))),
  inTens: (share: number) => Math.floor(share * 10) * 10,
  silent: () => 0,
  stuck: () => 50,
} as const;

interface Simulation {
  readonly durationsMs: readonly number[];
  readonly told: (share: number) => number;
  /** Newest first. */
  readonly historyMs?: readonly number[];
  readonly estimatedMs?: number | null;
}

interface Outcome {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly mostMs: number;
  readonly looks: number;
  readonly mostLooks: number;
}

interface Watched {
  readonly durationMs: number;
  readonly seen: Seen[];
  dueMs: number;
  looks: number;
  lateMs: number | null;
}

const spacingMs = 40;
const roundTripMs = 20;

/** Tasks that begin at the same moment are looked at, 25 times a second at most, until all are finished: how late that was noticed. */
export function watchAll({ durationsMs, told, historyMs = [], estimatedMs = 100_000 }: Simulation): Outcome {
  const random = seeded(7);
  const plan = ({ seen }: Watched, elapsedMs: number): number =>
    nextLookMs(
      { elapsedMs, seen, estimatedMs, others: { finishedMs: tellingDurations(finished), runningMs: stillRunning(elapsedMs) } },
      random(),
    );
  const stillRunning = (elapsedMs: number): number[] => tasks.filter(({ lateMs }) => lateMs === null).map(() => elapsedMs);
  let finished = [...historyMs];
  const tasks = durationsMs.map((durationMs): Watched => ({ durationMs, seen: [], dueMs: 1_500, looks: 0, lateMs: null }));
  for (let now = 0, next = earliest(tasks); next; next = earliest(tasks)) {
    now = Math.max(now + spacingMs, next.dueMs);
    const seenMs = now + roundTripMs;
    const share = (now + roundTripMs / 2) / next.durationMs;
    next.looks += 1;
    if (share >= 1) {
      next.lateMs = seenMs - next.durationMs;
      finished = [seenMs, ...finished].slice(0, 40);
      continue;
    }
    const progress = told(share);
    if (progress > 0) next.seen.push({ atMs: seenMs, progress });
    next.dueMs = seenMs + plan(next, seenMs);
  }
  return outcomeOf(tasks);
}

function earliest(tasks: readonly Watched[]): Watched | undefined {
  let first: Watched | undefined;
  for (const task of tasks) if (task.lateMs === null && (!first || task.dueMs < first.dueMs)) first = task;
  return first;
}

function outcomeOf(tasks: readonly Watched[]): Outcome {
  const late = tasks.map(({ lateMs }) => lateMs ?? Infinity).sort((a, b) => a - b);
  const looks = tasks.map((task) => task.looks);
  return {
    medianMs: late[Math.floor(late.length * 0.5)] ?? Infinity,
    p95Ms: late[Math.floor(late.length * 0.95)] ?? Infinity,
    mostMs: late.at(-1) ?? Infinity,
    looks: looks.reduce((sum, each) => sum + each, 0) / looks.length,
    mostLooks: Math.max(...looks),
  };
}

/** So many durations between two, in no order. */
export function spread(leastMs: number, mostMs: number, count = 100): number[] {
  return Array.from({ length: count }, (_, i) => leastMs + ((mostMs - leastMs) * ((i * 37) % count)) / count);
}
