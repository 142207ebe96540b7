/** What is known of a task when the next look at it is planned. Times in ms, progress 0–100. */
export interface TaskSoFar {
  readonly elapsedMs: number;
  readonly progress: number;
  /** Since progress last rose. */
  readonly unchangedMs: number;
  /** The service's own guess. */
  readonly estimatedMs: number | null;
  /** What tasks of this kind took on this account before, in any order. */
  readonly learnedMs: readonly number[];
}

const shortestMs = 1_000;
const firstLookMs = 1_500;
const longestMs = 20_000;
const longestOverdueMs = 30_000;
/** With fewer past durations than this, the service's guess is the better one. */
const enoughToLearn = 5;

/**
 * How long to wait before the next look at a task.
 * Progress that is told gives the end away: go six tenths of the way there each time. Without it, be there when the earliest of
 * its kind finish, look often where most of them do, and ever more rarely after that.
 */
export function nextLookMs(task: TaskSoFar): number {
  if (task.elapsedMs < firstLookMs) return Math.min(firstLookMs, firstLookMs - task.elapsedMs); // below zero when the clock was set back
  const told = task.progress > 0 && task.progress < 100;
  return told ? byProgress(task) : byExperience(task);
}

/** When the task is expected to be finished, counted from its acceptance; null when nothing tells. */
export function expectedMs({ elapsedMs, progress, unchangedMs, estimatedMs, learnedMs }: TaskSoFar): number | null {
  const sampledMs = elapsedMs - unchangedMs;
  if (progress > 0 && progress < 100 && sampledMs > 0) return Math.max(elapsedMs, (sampledMs * 100) / progress);
  if (learnedMs.length >= enoughToLearn) return quantile(learnedMs, 0.5);
  return estimatedMs;
}

function byProgress(task: TaskSoFar): number {
  const remainingMs = (expectedMs(task) ?? task.elapsedMs) - task.elapsedMs;
  // Progress that stands still says nothing any more: look ever more rarely.
  const patienceMs = remainingMs > 0 ? shortestMs : clamp(task.unchangedMs * 0.1, shortestMs, longestOverdueMs);
  return clamp(remainingMs * 0.6, patienceMs, Math.max(patienceMs, longestMs));
}

function byExperience(task: TaskSoFar): number {
  const middleMs = expectedMs(task) ?? 60_000;
  const experienced = task.learnedMs.length >= enoughToLearn;
  const earliestMs = experienced ? quantile(task.learnedMs, 0.05) : middleMs * 0.6;
  const latestMs = experienced ? quantile(task.learnedMs, 0.95) * 1.1 : middleMs * 1.5;
  const oftenMs = clamp(middleMs * 0.026, shortestMs, longestMs);
  if (task.elapsedMs < earliestMs) return clamp(earliestMs - task.elapsedMs, shortestMs, longestMs);
  if (task.elapsedMs < latestMs) return oftenMs;
  return clamp((task.elapsedMs - latestMs) * 0.1, oftenMs, longestOverdueMs);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
