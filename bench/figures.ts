/** The value below which the share `q` (0 to 1) of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Rounded for reading: three significant digits are more than these machines repeat. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** How long some work takes that is done at once, in ms. */
export function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** The one line that a benchmark prints. */
export function report(figures: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
