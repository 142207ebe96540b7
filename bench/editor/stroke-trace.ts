import { quantile, rounded } from '../figures.ts';
import type { TraceEvent } from '../trace.ts';

export const strokeCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', '__metadata'];

/** `wall`: by the clock; `cpu`: what the thread really ran. On two cores it waits for other threads in between. All in ms. */
interface Longest {
  readonly wall: number;
  readonly cpu: number;
}

interface StrokeFigures {
  readonly events: number;
  /** What the page's main thread does for each move of the pointer. */
  readonly event: { readonly p95: Longest; readonly most: Longest };
  /** The longest task of the page's main thread. */
  readonly longestTask: Longest;
  readonly workerFrames: number;
  /** The longest frame of the worker that paints. */
  readonly longestFrame: Longest;
}

/** What Chromium's trace tells of a stroke. */
export function strokeFigures(events: readonly TraceEvent[]): StrokeFigures {
  const main = threadOf(events, 'CrRendererMain', 'BeginMainThreadFrame');
  const whole = events.filter(({ ph }) => ph === 'X');
  const moves = whole.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'pointermove');
  const tasks = whole.filter(({ name, pid, tid }) => name.endsWith('RunTask') && `${pid}.${tid}` === main);
  const painted = whole.filter(({ name, pid, tid }) => name === 'FireAnimationFrame' && `${pid}.${tid}` !== main);
  return {
    events: moves.length,
    event: { p95: at(moves, 0.95), most: at(moves, 1) },
    longestTask: at(tasks, 1),
    workerFrames: painted.length,
    longestFrame: at(painted, 1),
  };
}

/** Each of the two by itself: which event is the longest may differ. */
function at(events: readonly TraceEvent[], share: number): Longest {
  const wall = events.map(({ dur = 0 }) => dur / 1000);
  const cpu = events.map(({ tdur = Number.NaN }) => tdur / 1000);
  return { wall: rounded(quantile(wall, share)), cpu: rounded(quantile(cpu, share)) };
}

/** Of the threads with that name, the one that does such things. */
function threadOf(events: readonly TraceEvent[], called: string, doing: string): string {
  const named = events.filter(({ name, args }) => name === 'thread_name' && args?.name === called).map(({ pid, tid }) => `${pid}.${tid}`);
  const busy = Map.groupBy(
    events.filter(({ name }) => name === doing),
    ({ pid, tid }) => `${pid}.${tid}`,
  );
  return named.sort((a, b) => (busy.get(b)?.length ?? 0) - (busy.get(a)?.length ?? 0))[0] ?? '';
}
