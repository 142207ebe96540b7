import type { Rectangle } from '../../../shared/edit.ts';
import { isSameExtent } from '../engine/extending.ts';
import type { Colours, ToolSettings } from '../engine/tool.ts';

export interface WandNews {
  readonly read: (extent: Rectangle, signal: AbortSignal) => Promise<Colours | null>;
  /** Null while there are none, and where there will be none. */
  readonly seen: (colours: Colours | null) => void;
  readonly busy: (isBusy: boolean) => void;
  readonly failed: (why: string) => void;
  /** They are there, or it is known that they won't be. */
  readonly done: () => void;
}

/** The colours that the wand and quick select look at: read once for each extent, when they are wanted for the first time. */
export class WandSight {
  readonly #news: WandNews;
  /** What they were read for, or couldn't be: that isn't tried again. */
  #extent: Rectangle | null = null;
  #reading: AbortController | null = null;

  constructor(news: WandNews) {
    this.#news = news;
  }

  get isReading(): boolean {
    return this.#reading !== null;
  }

  want(extent: Rectangle): void {
    if (this.#extent && isSameExtent(extent, this.#extent)) return;
    this.forget();
    this.#extent = extent;
    this.#reading = new AbortController();
    this.#news.busy(true);
    void this.#read(extent, this.#reading);
  }

  /** Those of another extent are of no use. */
  keepFor(extent: Rectangle): void {
    if (this.#extent && !isSameExtent(extent, this.#extent)) this.forget();
  }

  forget(): void {
    this.#reading?.abort();
    if (this.#reading) this.#news.busy(false);
    this.#reading = null;
    this.#extent = null;
    this.#news.seen(null);
  }

  async #read(extent: Rectangle, reading: AbortController): Promise<void> {
    const { colours, why } = await this.#news.read(extent, reading.signal).then(
      (colours) => ({ colours, why: null }),
      (error: unknown) => ({ colours: null, why: String(error) }),
    );
    if (this.#reading !== reading) return;
    this.#reading = null;
    this.#news.seen(colours);
    this.#news.busy(false);
    if (why !== null) this.#news.failed(why);
    this.#news.done();
  }
}

export function looksAtColours({ tool }: ToolSettings): boolean {
  return tool === 'wand' || tool === 'quick-select';
}
