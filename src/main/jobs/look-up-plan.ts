import { lifetimeQuantile, type Lifetimes } from './lifetimes.ts';
import { endOfLine, type Seen } from './progress-line.ts';

/** What is known of a task when the next look at it is planned. Times in ms. */
export interface TaskSoFar {
  readonly elapsedMs: number;
  /** What the looks at it saw once it told progress, oldest first. */
  readonly seen: readonly Seen[];
  /** The service's own guess. */
  readonly estimatedMs: number | null;
  /** What tasks of this kind take on this account. */
  readonly others: Lifetimes;
}

const shortestMs = 1_000;
/** Even where the end is known. */
const soonestMs = 200;
const firstLookMs = 1_500;
const longestMs = 20_000;
const longestOverdueMs = 30_000;
/** An end that is known this well is waited for; before that, more looks make it known better, unless it is as close as this. */
const sharpMs = 800;
const closeMs = 1_600;
/** The answer to a look that arrives as the task ends might still say 99. */
const afterEndMs = 40;
/** With fewer past durations than this, the service's guess is the better one. */
const enoughToLearn = 5;
const leastDeadlineMs = 30 * 60_000;
const deadlineTimes = 10;
/** When nothing tells how long a task takes. */
const unknownMs = 60_000;

/**
 * How long to wait before the next look at a task; `random` (0 to 1) keeps tasks from marching in step.
 * Progress that is told gives the end away. Without it, be there when the earliest of its kind finish, look often where most
 * of them do, and ever more rarely after that.
 */
export function nextLookMs(task: TaskSoFar, random: number): number {
  if (task.elapsedMs < firstLookMs) return Math.min(firstLookMs, firstLookMs - task.elapsedMs); // below zero when the clock was set back
  const untold = (): number => Math.min(patienceMs(task), byExperience(task)) * (0.95 + 0.1 * random);
  return towardsEnd(task) ?? roughly(task) ?? untold();
}

/** When the task is expected to be finished, counted from its acceptance; null when nothing tells. */
export function expectedMs(task: TaskSoFar): number | null {
  const end = lineAhead(task);
  if (end) return (end.earliestMs + end.latestMs) / 2;
  return roughEndMs(task) ?? usualMs(task);
}

/**
 * How long a task may be watched without any progress before nobody looks any more: ten times what such a task takes, by the
 * service's own figures, and half an hour at least, which is far above any queue that has been seen. Nothing is lost by it: the
 * task's id is kept, and the person can have it watched again.
 */
export function deadlineMs(task: TaskSoFar): number {
  return Math.max(leastDeadlineMs, deadlineTimes * Math.max(task.estimatedMs ?? 0, usualMs(task) ?? 0));
}

/** Where a straight line leads: closer and closer until its end is known well, and then to that very moment. */
function towardsEnd(task: TaskSoFar): number | null {
  const end = lineAhead(task);
  if (!end) return null;
  const [earliestMs, latestMs] = [end.earliestMs - task.elapsedMs, end.latestMs - task.elapsedMs];
  if (latestMs <= closeMs || latestMs - earliestMs <= sharpMs) return clamp(latestMs + afterEndMs, soonestMs, longestMs);
  return clamp(earliestMs * 0.8, Math.max(shortestMs, (latestMs - earliestMs) / 4), longestMs);
}

/** The line through what was seen, while its end is still to come. */
function lineAhead({ seen, elapsedMs }: TaskSoFar): ReturnType<typeof endOfLine> {
  const end = endOfLine(seen);
  return end && end.latestMs > elapsedMs ? end : null;
}

/** Progress that rises, but not in a line: six tenths of the way to where it would lead. */
function roughly(task: TaskSoFar): number | null {
  const endMs = roughEndMs(task);
  return endMs === null ? null : clamp((endMs - task.elapsedMs) * 0.6, shortestMs, longestMs);
}

/** Progress that stands still says nothing. */
function roughEndMs({ seen }: TaskSoFar): number | null {
  const last = seen.at(-1);
  return last && last.progress > (seen.at(-2)?.progress ?? 0) ? (last.atMs * 100) / last.progress : null;
}

/** Progress that rose until lately may only pause: the end that it promised may still be near. */
function patienceMs({ seen, elapsedMs }: TaskSoFar): number {
  const risen = seen.find(({ progress }) => progress === seen.at(-1)?.progress);
  return risen && risen !== seen[0] ? Math.max(shortestMs, (elapsedMs - risen.atMs) * 0.5) : Infinity;
}

function byExperience(task: TaskSoFar): number {
  const { earliestMs, middleMs, latestMs } = usualSpan(task);
  const oftenMs = clamp(middleMs * 0.02, shortestMs, longestMs);
  if (task.elapsedMs < earliestMs) return clamp(earliestMs - task.elapsedMs, shortestMs, strideMs(task));
  if (task.elapsedMs < latestMs) return oftenMs;
  return clamp((task.elapsedMs - latestMs) * 0.1, oftenMs, longestOverdueMs);
}

/** Failures come early, and a mere guess may be far too long: the less is known, the more is looked at in between. */
function strideMs({ elapsedMs, others }: TaskSoFar): number {
  return isExperienced(others) ? longestMs : clamp(elapsedMs * 0.6 + firstLookMs, shortestMs, longestMs);
}

/** When tasks of this kind end: from the earliest of twenty to the latest of twenty, and wider the fewer are known. */
function usualSpan(task: TaskSoFar): { earliestMs: number; middleMs: number; latestMs: number } {
  const { estimatedMs, others } = task;
  const middleMs = usualMs(task) ?? unknownMs;
  const guessedMs = estimatedMs ?? unknownMs;
  if (!isExperienced(others)) return { earliestMs: guessedMs * 0.6, middleMs, latestMs: guessedMs * 1.5 };
  const margin = 0.5 / Math.sqrt(others.finishedMs.length);
  const slowestMs = Math.max(...others.finishedMs);
  return {
    earliestMs: (lifetimeQuantile(others, 0.05) ?? slowestMs) * (1 - margin),
    middleMs,
    latestMs: (lifetimeQuantile(others, 0.95) ?? Math.max(slowestMs, guessedMs * 1.5)) * (1 + margin),
  };
}

function usualMs({ estimatedMs, others }: TaskSoFar): number | null {
  if (!isExperienced(others)) return estimatedMs;
  return lifetimeQuantile(others, 0.5) ?? estimatedMs ?? Math.max(...others.finishedMs);
}

function isExperienced({ finishedMs }: Lifetimes): boolean {
  return finishedMs.length >= enoughToLearn;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
