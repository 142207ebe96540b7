/** Time as the service sees it. Stopped, its tasks go on only when the test lets time pass. */
export class ServiceClock {
  #aheadMs = 0;
  #stoppedAt: number | null = null;
  readonly now = (): number => (this.#stoppedAt ?? Date.now()) + this.#aheadMs;

  stop(): void {
    this.#stoppedAt ??= Date.now();
  }

  pass(ms: number): void {
    this.#aheadMs += ms;
  }
}
