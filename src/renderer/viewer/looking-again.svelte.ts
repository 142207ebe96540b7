import type { Pictures } from '../pictures.svelte.ts';

/** Looking anew for the file of a picture that can't be shown. Outlives the sign of trouble, which changes while one looks. */
export class LookingAgain {
  readonly #pictures: Pictures;
  #isLooking = $state(false);
  #inVain = $state<string | null>(null);
  #found = $state(0);

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  get isLooking(): boolean {
    return this.#isLooking;
  }

  /** Goes up when a file was found again, so that it is read again. */
  get found(): number {
    return this.#found;
  }

  wasInVain(id: string): boolean {
    return this.#inVain === id;
  }

  async look(id: string): Promise<void> {
    this.#isLooking = true;
    this.#inVain = null;
    const isThere = await this.#find(id).catch(() => false);
    if (isThere) this.#found += 1;
    else this.#inVain = id;
    this.#isLooking = false;
  }

  /** Asking for the file has the main process look for it, by its content where it isn't in its place. */
  async #find(id: string): Promise<boolean> {
    const answer = await fetch(`picture/${id}`, { method: 'HEAD', cache: 'no-store' });
    return answer.ok && (await this.#pictures.details(id)).file === 'here';
  }
}
