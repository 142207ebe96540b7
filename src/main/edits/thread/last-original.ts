import type { PicturePixels } from '../pixels/picture-pixels.ts';
import { readPixels } from '../pixels/read-pixels.ts';
import type { PictureSource } from './edit-work.ts';

/** The picture that was worked on last, decoded: what comes next is mostly about the same. */
export class LastOriginal {
  readonly #keptMs: number;
  #source: PictureSource | null = null;
  #pixels: Promise<PicturePixels> | null = null;
  #forgetting: NodeJS.Timeout | undefined;

  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  read(source: PictureSource): Promise<PicturePixels> {
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.#forget(), this.#keptMs).unref();
    const isSame = source.path === this.#source?.path && source.sha256 === this.#source.sha256;
    if (isSame && this.#pixels) return this.#pixels;
    // Let go of first: two of them may be more than there is memory for.
    this.#forget();
    this.#source = source;
    const pixels = readPixels(source.path);
    this.#pixels = pixels;
    pixels.catch(() => this.#forget());
    return pixels;
  }

  #forget(): void {
    this.#source = null;
    this.#pixels = null;
  }
}
