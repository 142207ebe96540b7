import type { ToCanvas } from './messages.ts';

/** What changes the mask at once, or asks for it. */
const steps: readonly ToCanvas['what'][] = ['run', 'extent', 'import', 'exchange', 'bring-back', 'encode'];

/** What the wand is pointed at before it knows the colours waits for them, and what is to happen after that waits too. */
export class HeldMessages {
  #held: ToCanvas[] = [];

  /** Whether it is one of those, and waits from now on. */
  takes(message: ToCanvas): boolean {
    const { what } = message;
    const waits = what === 'down' || what === 'move' || what === 'up' || (this.#held.length > 0 && isStep(message));
    if (waits) this.#held.push(message);
    return waits;
  }

  release(): readonly ToCanvas[] {
    return this.#held.splice(0);
  }
}

export function isStep({ what }: ToCanvas): boolean {
  return steps.includes(what);
}
