/** What one look saw of a task that was running: times in ms since it was accepted, progress 1–99. */
export interface Seen {
  readonly atMs: number;
  readonly progress: number;
}

/** When a task ends, at the earliest and at the latest: ms since it was accepted. */
export interface Span {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** At that time the true progress lay between these two, in percent. */
interface Band {
  readonly atMs: number;
  readonly least: number;
  readonly most: number;
}

const fewestLooks = 3;

/**
 * Where the straight line through what was seen reaches 100: the sharpest that can be said of progress that is told in whole
 * percents (or coarser steps), since every look narrows it. Takes as many of the latest looks as one line can explain, from
 * the task's beginning on where it can. Null when fewer than three can be explained, or when they don't rise.
 */
export function endOfLine(seen: readonly Seen[]): Span | null {
  const step = seen.reduce((common, { progress }) => divisor(common, progress), 0);
  const bands = seen.map(({ atMs, progress }) => ({ atMs, least: progress, most: progress + step }));
  // The beginning isn't seen: the clocks of both sides differ by the time that the answer took.
  const beginning = { atMs: 0, least: -step, most: step };
  const whole = spanOf([beginning, ...bands]);
  if (whole && seen.length >= fewestLooks - 1) return whole;
  for (let from = 0; from <= bands.length - fewestLooks; from++) {
    const span = spanOf(bands.slice(from));
    if (span) return span;
  }
  return null;
}

/** The ends of all lines that pass through every band; null when there is none, or one that never ends. */
function spanOf(bands: readonly Band[]): Span | null {
  let leastPace = 0;
  let mostPace = Infinity; // ms per percent
  for (const [i, later] of bands.entries()) {
    for (const earlier of bands.slice(0, i)) {
      const betweenMs = later.atMs - earlier.atMs;
      leastPace = Math.max(leastPace, betweenMs / (later.most - earlier.least));
      if (later.least > earlier.most) mostPace = Math.min(mostPace, betweenMs / (later.least - earlier.most));
    }
  }
  if (mostPace === Infinity || leastPace > mostPace) return null;
  const earliestMs = Math.max(...bands.map(({ atMs, most }) => atMs + (100 - most) * leastPace));
  const latestMs = Math.min(...bands.map(({ atMs, least }) => atMs + (100 - least) * mostPace));
  return { earliestMs, latestMs: Math.max(earliestMs, latestMs) };
}

function divisor(a: number, b: number): number {
  return b < 0.01 ? a : divisor(b, a % b);
}
