/** Runs at once, and then at most every so many milliseconds, however often it is asked for; once more after the last time. */
export function spaced(everyMs: number, run: () => void): () => void {
  let last = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  const now = (): void => {
    timer = null;
    last = performance.now();
    run();
  };
  return () => {
    if (timer) return;
    const waitMs = last + everyMs - performance.now();
    if (waitMs <= 0) now();
    else timer = setTimeout(now, waitMs);
  };
}
