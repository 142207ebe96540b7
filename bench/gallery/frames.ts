import type { CDPSession } from '@playwright/test';

import { quantile, rounded } from '../figures.ts';
import { traced, type TraceEvent } from '../trace.ts';

/** What counts as script: V8 at work for the page, whoever called it. */
const scriptNames = new Set([
  'FunctionCall',
  'EvaluateScript',
  'FireAnimationFrame',
  'EventDispatch',
  'RunMicrotasks',
  'TimerFire',
  'v8.run',
]);
const categories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'v8.execute',
];

/** Traces the page's main thread while work goes on, and says how much script ran in each frame. */
export async function scriptPerFrame(session: CDPSession, work: () => Promise<void>): Promise<Record<string, number>> {
  const events = await traced(session, categories, work);
  const frames = scriptMsOfFrames(events);
  return {
    frames: frames.length,
    p50: rounded(quantile(frames, 0.5)),
    p95: rounded(quantile(frames, 0.95)),
    most: rounded(Math.max(...frames)),
  };
}

/** The thread on which most frames begin is the page's. */
function scriptMsOfFrames(events: readonly TraceEvent[]): number[] {
  const begins = events.filter(({ name }) => name === 'BeginMainThreadFrame');
  const threads = [...Map.groupBy(begins, ({ pid, tid }) => `${pid}.${tid}`)].sort(([, a], [, b]) => b.length - a.length);
  const thread = threads[0]?.[0];
  const starts = begins
    .filter(({ pid, tid }) => `${pid}.${tid}` === thread)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const scripts = events
    .filter(({ name, ph, pid, tid }) => ph === 'X' && `${pid}.${tid}` === thread && scriptNames.has(name))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  return runsOf(outermost(scripts), starts);
}

/** Without those that were called by another one of them. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = 0;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

/** For each frame the milliseconds that scripts ran which began in it. */
function runsOf(scripts: readonly TraceEvent[], starts: readonly number[]): number[] {
  return starts.slice(0, -1).map((start, frame) => {
    const end = starts[frame + 1] ?? start;
    const begun = scripts.filter(({ ts }) => ts >= start && ts < end);
    return begun.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000;
  });
}
