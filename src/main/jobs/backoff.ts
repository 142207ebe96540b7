/** How long to wait before the next try: doubling from `firstMs` to `mostMs`, give or take a tenth so that jobs don't march in step. */
export function backoffMs(failures: number, { firstMs, mostMs }: { firstMs: number; mostMs: number }, random: () => number): number {
  const plain = Math.min(mostMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return plain * (0.9 + 0.2 * random());
}
