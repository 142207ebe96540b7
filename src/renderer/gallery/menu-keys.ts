/** Letters this close together, in milliseconds, are one word. */
const wordPauseMs = 500;

/** The item that a key leads to, or null when it leads nowhere. `current` is -1 while no item has the focus. */
export function itemByKey(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return current <= 0 ? count - 1 : current - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Finds items by what is typed: by the beginning of their label, or one after the other by the same letter again. */
export class TypeAhead {
  #typed = '';
  #lastMs = -Infinity;

  find(key: string, nowMs: number, labels: readonly string[], current: number): number | null {
    if (key.length !== 1 || key === ' ') return null;
    this.#typed = (nowMs - this.#lastMs < wordPauseMs ? this.#typed : '') + key.toLowerCase();
    this.#lastMs = nowMs;
    const letter = this.#typed.charAt(0);
    const isOneLetter = this.#typed === letter.repeat(this.#typed.length);
    const wanted = isOneLetter ? letter : this.#typed;
    // A word that grows may stay where it is; a letter again means the next.
    const first = isOneLetter ? current + 1 : Math.max(current, 0);
    const order = labels.map((_, step) => (first + step) % labels.length);
    return order.find((index) => labels[index]?.toLowerCase().startsWith(wanted)) ?? null;
  }
}
