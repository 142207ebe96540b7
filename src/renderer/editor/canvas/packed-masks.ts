import type { NotPacked, PackedMask } from './messages.ts';
import type { WorkerLine } from './worker-line.ts';

/** The mask as a PNG, as the worker packs it; what was packed already isn't packed again. */
export class PackedMasks {
  readonly #line: Pick<WorkerLine, 'ask'>;
  #last: PackedMask | null = null;

  constructor(line: Pick<WorkerLine, 'ask'>) {
    this.#line = line;
  }

  /** That much is left of what is painted when the worker breaks off. */
  get last(): PackedMask | null {
    return this.#last;
  }

  /** Whatever is painted meanwhile. */
  async now(): Promise<PackedMask> {
    const packed = await this.#pack(false);
    if (!packed) throw new Error('The mask was not packed.');
    return packed;
  }

  /** Without holding anybody up: null when the mask is being painted on. */
  atRest(): Promise<PackedMask | null> {
    return this.#pack(true);
  }

  /** Another picture begins. */
  forget(): void {
    this.#last = null;
  }

  async #pack(atRest: boolean): Promise<PackedMask | null> {
    const last = this.#last;
    const known = last?.state.revision ?? null;
    const answer = await this.#line.ask<PackedMask | NotPacked>((id) => ({ what: 'encode', id, known, atRest }));
    if (answer === 'painting') return null;
    if (answer === 'known') return last;
    // One that was asked for earlier may come later.
    if (answer.state.revision >= (this.#last?.state.revision ?? 0)) this.#last = answer;
    return answer;
  }
}
