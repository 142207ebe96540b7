import type { EarlierMask } from '../../../shared/bridge.ts';
import type { Input } from '../../../shared/input.ts';
import type { Studio } from '../../studio.ts';
import type { LastMask } from '../edit-memory.ts';
import type { EditSession } from '../edit-session.svelte.ts';
import { toolWords } from './words.ts';

type Parts = Pick<Studio, 'bridge' | 'edits' | 'notices' | 'language'>;

/** Masks from elsewhere and to elsewhere: files, the last one, those of earlier edits. */
export class MaskShelf {
  readonly #parts: Parts;
  readonly #session: EditSession;
  #toScale = $state.raw<Input | null>(null);
  #asksToScale = $state(false);
  #earlier = $state.raw<readonly EarlierMask[] | null>(null);

  constructor(parts: Parts, session: EditSession) {
    this.#parts = parts;
    this.#session = session;
  }

  /** A picture of another size than the canvas: it is asked first whether it should be scaled. */
  get toScale(): Input | null {
    return this.#toScale;
  }

  get asksToScale(): boolean {
    return this.#asksToScale;
  }

  set asksToScale(asks: boolean) {
    this.#asksToScale = asks;
  }

  /** Masks of earlier edits to choose from; null while nobody asked. */
  get earlier(): readonly EarlierMask[] | null {
    return this.#earlier;
  }

  get hasLast(): boolean {
    return this.#parts.edits.lastMask !== null;
  }

  import(): Promise<void> {
    return this.#attempt(async () => {
      const chosen = await this.#parts.bridge.edits.chooseMask();
      if (!chosen) return;
      const { width, height } = this.#session.extent;
      if (chosen.widthPx === width && chosen.heightPx === height) await this.#take(chosen.id);
      else this.#toScale = chosen;
      this.#asksToScale = this.#toScale === chosen;
    });
  }

  /** The person agreed that it is scaled. */
  scale(): Promise<void> {
    const chosen = this.#toScale;
    return this.#attempt(async () => {
      if (chosen) await this.#take(chosen.id);
    });
  }

  export(): Promise<void> {
    return this.#attempt(async () => {
      const packed = await this.#session.painting.packed();
      if (!packed) return;
      const name = `${this.#session.picture.fileName.replace(/\.\w+$/, '')} mask.png`;
      if (await this.#parts.bridge.edits.exportMask({ name, bytes: packed.png })) this.#say(this.#words.exported);
    });
  }

  /** The mask that was last sent or left, of whichever picture: of this one with what it was extended by. False when there was none. */
  last(): boolean {
    const { lastMask } = this.#parts.edits;
    if (!lastMask) return false;
    void this.#attempt(() => this.#takeLast(lastMask));
    return true;
  }

  lookForEarlier(): Promise<void> {
    return this.#attempt(async () => {
      const { width, height } = this.#session.extent;
      this.#earlier = await this.#parts.bridge.edits.earlierMasks({ width, height });
    });
  }

  takeEarlier({ mask }: EarlierMask): Promise<void> {
    this.#earlier = null;
    return this.#attempt(() => this.#take(mask));
  }

  closeEarlier(): void {
    this.#earlier = null;
  }

  get #words() {
    return this.#parts.language.of(toolWords);
  }

  async #takeLast({ picture, ...mask }: LastMask): Promise<void> {
    if (picture !== this.#session.picture.id) return this.#take(mask.id, this.#words.lastScaled);
    await this.#session.painting.load(mask);
    this.#say(this.#words.imported);
  }

  async #take(id: string, scaled = this.#words.importedScaled): Promise<void> {
    const { format } = this.#parts.language;
    const { width, height } = this.#session.extent;
    const from = await this.#session.painting.import(id);
    this.#say(from ? scaled(format.pixels(from.width, from.height), format.pixels(width, height)) : this.#words.imported);
  }

  #say(text: string): void {
    this.#parts.notices.show({ tone: 'success', text });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    await this.#parts.notices.attempt(this.#parts.language, act());
  }
}
