import type { PixelSize, Rectangle } from '../../../shared/edit.ts';
import type { Colours } from '../engine/tool.ts';
import decodeWorkerAddress from './decode-worker.ts?worker&url';
import { decoded, type FromDecoder, type ToDecoder } from './decoding.ts';
import type { OpenedPicture } from './messages.ts';
import { PictureLevels, type PictureLevel } from './picture-levels.ts';
import { startWorker } from './start-worker.ts';
import { readColours } from './wand-colours.ts';

export interface PictureNews {
  /** There is more to be seen of it. */
  readonly changed: () => void;
  readonly paintable: (picture: 'preview' | 'full') => void;
  readonly failed: (why: string) => void;
}

/** The picture below the mask: the small one at once, then all sizes from coarse to fine, which another worker makes. */
export class CanvasPicture {
  readonly #news: PictureNews;
  readonly #levels = new PictureLevels();
  #opened: OpenedPicture | null = null;
  #preview: PictureLevel | null = null;
  #decoder: Worker | null = null;
  #hasFailed = false;
  #waiting: ((level: PictureLevel | null) => void)[] = [];

  constructor(news: PictureNews) {
    this.#news = news;
  }

  /** The picture in its own pixels, 0, 0 being its corner. */
  get area(): Rectangle {
    return { left: 0, top: 0, width: this.#opened?.width ?? 1, height: this.#opened?.height ?? 1 };
  }

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  open(picture: OpenedPicture): void {
    this.close();
    this.#opened = picture;
    this.#hasFailed = false;
    void this.#showPreview(picture);
    this.#decode(picture);
  }

  /** What is drawn when the picture has so many pixels on the stage. */
  levelFor(shown: PixelSize): PictureLevel | null {
    return this.#levels.levelFor(shown) ?? this.#preview;
  }

  /** For the wand: of the canvas' size. Waits for the picture; null when it can't be decoded, or isn't wanted any more. */
  async colours(extent: Rectangle, signal: AbortSignal): Promise<Colours | null> {
    const full = this.#levels.full(this.area) ?? (await this.#whenFull());
    return full === null || signal.aborted ? null : readColours(full, extent, signal);
  }

  close(): void {
    this.#endDecoder();
    this.#dropPreview();
    this.#levels.close();
    this.#answerWaiting(null);
  }

  async #showPreview(picture: OpenedPicture): Promise<void> {
    try {
      const pixels = await decoded(picture.preview);
      if (this.#opened !== picture || this.#levels.isThere) {
        pixels.close();
        return;
      }
      this.#preview = { width: pixels.width, height: pixels.height, pieces: [{ left: 0, top: 0, pixels }] };
      this.#news.paintable('preview');
      this.#news.changed();
    } catch {
      // There may be no small one, or not yet: then the picture itself is waited for, and says what is wrong.
    }
  }

  #decode({ address }: OpenedPicture): void {
    const decoder = startWorker(decodeWorkerAddress);
    this.#decoder = decoder;
    decoder.onmessage = ({ data }: MessageEvent<FromDecoder>) => this.#take(data);
    decoder.onerror = (event) => this.#take({ what: 'failed', why: event.message });
    decoder.postMessage({ address } satisfies ToDecoder);
  }

  #take(message: FromDecoder): void {
    if (message.what === 'failed') {
      this.#endDecoder();
      this.#hasFailed = true;
      this.#answerWaiting(null);
      this.#news.failed(message.why);
      return;
    }
    this.#levels.add(message.level);
    this.#dropPreview();
    this.#news.changed();
    if (message.isFull) this.#finish(message.level);
  }

  #finish(level: PictureLevel): void {
    this.#endDecoder();
    this.#news.paintable('full');
    this.#answerWaiting(level);
  }

  #endDecoder(): void {
    this.#decoder?.terminate();
    this.#decoder = null;
  }

  #whenFull(): Promise<PictureLevel | null> {
    return this.#hasFailed ? Promise.resolve(null) : new Promise((done) => this.#waiting.push(done));
  }

  #answerWaiting(level: PictureLevel | null): void {
    for (const done of this.#waiting.splice(0)) done(level);
  }

  #dropPreview(): void {
    for (const { pixels } of this.#preview?.pieces ?? []) pixels.close();
    this.#preview = null;
  }
}
